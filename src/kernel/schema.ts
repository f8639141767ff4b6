// Written by scripts/db-types.mjs from a migrated database. Do not edit.
import type { Generated } from 'kysely';

export interface AccountAncestorsTable {
  org_id: string;
  account_id: string;
  ancestor_id: string;
  depth: number;
}

export interface AccountContactsTable {
  org_id: string;
  id: string;
  account_id: string;
  name: string;
  position: string | null;
  phone: string | null;
  email: string | null;
  version: Generated<number>;
}

export interface AccountExclusionsTable {
  org_id: string;
  account_id: string;
  reason: string;
  note: Generated<string>;
  since: Date;
  set_by: string | null;
}

export interface AccountFiguresTable {
  org_id: string;
  account_id: string;
  name: string;
  name_key: string;
  external_id: string;
  kind: string;
  country: string | null;
  category: string | null;
  lead_id: string | null;
  lead_name: Generated<string>;
  revenue: Generated<bigint>;
  prior_revenue: Generated<bigint>;
  growth: number | null;
  share: number | null;
  rank: number | null;
  class: string | null;
  xyz: string | null;
  tier: Generated<string>;
  last_document: string | null;
  open_balance: bigint | null;
  excluded: Generated<boolean>;
  tier_is_set: Generated<boolean>;
  basis: Generated<string>;
}

export interface AccountParentsTable {
  org_id: string;
  id: string;
  account_id: string;
  parent_id: string | null;
  since: Date;
  set_by: string | null;
  origin: string;
  reason: string | null;
  import_id: string | null;
}

export interface AccountTeamTable {
  org_id: string;
  id: string;
  account_id: string;
  user_id: string;
  duty: string;
  since: string;
  until: string | null;
  version: Generated<number>;
}

export interface AccountTiersTable {
  org_id: string;
  id: string;
  account_id: string;
  tier: string;
  since: Date;
  until: Date | null;
  origin: string;
  reason_code: string;
  reason: Generated<string>;
  review_on: string | null;
  review_id: string | null;
  set_by: string | null;
}

export interface AccountViewsTable {
  org_id: string;
  id: string;
  owner_id: string;
  name: string;
  is_shared: Generated<boolean>;
  filter: unknown;
  sort: string;
  direction: string;
  columns: string[];
  version: Generated<number>;
}

export interface AccountsTable {
  org_id: string;
  id: string;
  source: string;
  external_id: string;
  name: string;
  legal_name: string | null;
  kind: Generated<string>;
  channel: string | null;
  parent_id: string | null;
  root_id: string;
  entity_id: string;
  tax_id: string | null;
  category: string | null;
  country: string | null;
  region: string | null;
  city: string | null;
  postal_code: string | null;
  address: string | null;
  phone: string | null;
  email: string | null;
  web: string | null;
  manager_name: string | null;
  currency: string | null;
  credit_limit: bigint | null;
  payment_days: number | null;
  note: Generated<string>;
  created_at: Date;
  import_id: string | null;
  version: Generated<number>;
}

export interface AuditEntriesTable {
  org_id: string;
  id: string;
  at: Date;
  user_id: string | null;
  on_behalf_of: string | null;
  operation: string;
  word: string;
  account_id: string | null;
  record_kind: string | null;
  record_id: string | null;
  reason: string | null;
  request_id: string | null;
  changes: Generated<unknown>;
  permission: string | null;
}

export interface AuditPersonKeysTable {
  org_id: string;
  person_id: string;
  key: Buffer;
}

export interface ColleaguesTable {
  org_id: string | null;
  id: string | null;
  name: string | null;
  email: string | null;
  is_invited: boolean | null;
}

export interface CredentialsTable {
  user_id: string;
  password_hash: string;
  changed_at: Date;
}

export interface ExchangeRatesTable {
  org_id: string;
  currency: string;
  valid_from: string;
  rate: string;
  source: string;
  import_id: string | null;
  version: Generated<number>;
}

export interface GroupProposalsTable {
  org_id: string;
  id: string;
  account_id: string;
  with_id: string;
  evidence: unknown;
  strength: number;
  state: Generated<string>;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  group_id: string | null;
  made_group: Generated<boolean>;
  moved: Generated<string[]>;
}

export interface IdempotencyKeysTable {
  org_id: string;
  user_id: string;
  key: string;
  operation: string;
  input_hash: Buffer;
  answer: unknown | null;
  created_at: Date;
  file_hash: Buffer | null;
}

export interface ImportBeforeTable {
  org_id: string;
  import_id: string;
  table_name: string;
  row_key: string;
  prior_import_id: string | null;
  before: unknown;
}

export interface ImportFilesTable {
  org_id: string;
  import_id: string;
  id: string;
  file_id: string;
  name: string;
  size: bigint;
  overrides: Generated<unknown>;
  tables: Generated<unknown>;
  problem: unknown | null;
}

export interface ImportRejectsTable {
  org_id: string;
  import_id: string;
  id: bigint;
  is_dry_run: boolean;
  file_id: string;
  table_id: string;
  row_number: bigint;
  field: string | null;
  value: string | null;
  code: string;
  message: string;
}

export interface ImportShapesTable {
  org_id: string;
  shape: string;
  mapping: unknown;
  used_at: Date;
}

export interface ImportsTable {
  org_id: string;
  id: string;
  state: string;
  name: string;
  source: string;
  options: Generated<unknown>;
  mapping: Generated<unknown>;
  mapping_problems: Generated<unknown>;
  phase: string | null;
  rows_done: Generated<bigint>;
  rows_total: bigint | null;
  started_at: Date | null;
  finished_at: Date | null;
  heartbeat_at: Date | null;
  cancel_asked_at: Date | null;
  dry_run: unknown | null;
  report: unknown | null;
  failure: unknown | null;
  undone_at: Date | null;
  undone_by: string | null;
  created_by: string | null;
  created_at: Date;
  version: Generated<number>;
}

export interface InstallationSecretsTable {
  name: string;
  value: Buffer;
}

export interface LedgerAccountMonthsTable {
  org_id: string;
  account_id: string;
  month: string;
  revenue: Generated<bigint>;
  tax: Generated<bigint>;
  cost: Generated<bigint>;
  costed_revenue: Generated<bigint>;
  ordered: Generated<bigint>;
  received: Generated<bigint>;
  received_net: Generated<bigint>;
  invoices: Generated<number>;
  credit_notes: Generated<number>;
  orders: Generated<number>;
  payments: Generated<number>;
  lines: Generated<number>;
  costed_lines: Generated<number>;
  invoice_days: Generated<number>;
  order_days: Generated<number>;
}

export interface LedgerAllocationsTable {
  org_id: string;
  payment_id: string;
  document_id: string;
  amount: bigint;
  base_amount: bigint;
  import_id: string;
}

export interface LedgerDocumentsTable {
  org_id: string;
  id: string;
  source: string;
  series: string;
  number: string;
  kind: string;
  has_header: boolean;
  account_id: string | null;
  salesperson_id: string | null;
  doc_date: string | null;
  due_date: string | null;
  required_on: string | null;
  shipped_on: string | null;
  currency: string | null;
  rate: string | null;
  header_net: bigint | null;
  header_tax: bigint | null;
  header_gross: bigint | null;
  line_count: Generated<number>;
  net: Generated<bigint>;
  tax: Generated<bigint>;
  rounding: Generated<bigint>;
  base_net: Generated<bigint>;
  base_tax: Generated<bigint>;
  base_cost: bigint | null;
  base_costed_net: Generated<bigint>;
  costed_lines: Generated<number>;
  open_amount: bigint | null;
  open_as_of: string | null;
  settled_on: string | null;
  disputed: Generated<boolean>;
  import_id: string;
}

export interface LedgerLinesTable {
  org_id: string;
  document_id: string;
  line_key: string;
  account_id: string | null;
  product_id: string | null;
  doc_date: string | null;
  quantity: string | null;
  unit_price: string | null;
  discount: string | null;
  net: bigint;
  tax: bigint | null;
  cost: bigint | null;
  base_net: bigint;
  base_cost: bigint | null;
  description: string | null;
  import_id: string;
}

export interface LedgerPaymentsTable {
  org_id: string;
  id: string;
  source: string;
  number: string;
  account_id: string | null;
  paid_on: string | null;
  currency: string;
  rate: string | null;
  amount: bigint;
  base_amount: bigint;
  import_id: string;
  awaits: string | null;
}

export interface LedgerProductMonthsTable {
  org_id: string;
  account_id: string;
  month: string;
  product_id: string;
  revenue: Generated<bigint>;
  cost: Generated<bigint>;
  costed_revenue: Generated<bigint>;
  quantity: Generated<string>;
  ordered: Generated<bigint>;
  ordered_quantity: Generated<string>;
}

export interface LedgerStateTable {
  org_id: string;
  revision: Generated<bigint>;
  newest_invoice: string | null;
  newest_order: string | null;
  newest_payment: string | null;
  invoices: Generated<bigint>;
  orders: Generated<bigint>;
  payments: Generated<bigint>;
  lines: Generated<bigint>;
  changed_at: Date;
}

export interface LedgerTargetsTable {
  org_id: string;
  id: string;
  salesperson_id: string;
  period_from: string;
  period_to: string;
  measure: Generated<string>;
  amount: bigint;
  currency: string;
  import_id: string;
}

export interface LinksTable {
  id: string;
  token_hash: Buffer;
  purpose: string;
  user_id: string;
  org_id: string | null;
  created_by: string | null;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

export interface MembershipsTable {
  org_id: string;
  user_id: string;
  roles: string[];
  reports_to: string | null;
  created_at: Date;
  ended_at: Date | null;
  version: Generated<number>;
  erased_at: Date | null;
  invited_name: string | null;
  invited_email: string | null;
  former_name: string | null;
}

export interface NoticesTable {
  org_id: string;
  id: string;
  user_id: string;
  kind: string;
  params: Generated<unknown>;
  path: string | null;
  created_at: Date;
  read_at: Date | null;
}

export interface OrganisationSettingsTable {
  org_id: string;
  base_currency: string;
  timezone: string;
  fiscal_year_start: Generated<number>;
  language: Generated<string>;
  rules: Generated<unknown>;
  version: Generated<number>;
  figures_on: string | null;
}

export interface OrganisationsTable {
  id: string;
  slug: string;
  name: string;
  is_sample: Generated<boolean>;
  created_at: Date;
}

export interface ProductPricesTable {
  org_id: string;
  product_id: string;
  price_type: string;
  currency: string;
  price: string;
  import_id: string | null;
}

export interface ProductsTable {
  org_id: string;
  id: string;
  source: string;
  external_id: string;
  code: string | null;
  name: string;
  group_name: string | null;
  unit: string | null;
  barcode: string | null;
  cost: string | null;
  cost_currency: string | null;
  price: string | null;
  import_id: string | null;
  created_at: Date;
  version: Generated<number>;
}

export interface SalespeopleTable {
  org_id: string;
  id: string;
  source: string;
  external_id: string;
  name: string;
  email: string | null;
  phone: string | null;
  import_id: string | null;
}

export interface SegmentationReviewsTable {
  org_id: string;
  id: string;
  basis: string;
  level: string;
  currency: string;
  period_from: string;
  period_to: string;
  fingerprint: string;
  is_published: boolean;
  summary: unknown;
  computed_at: Date;
  computed_by: string | null;
}

export interface SegmentationStandingsTable {
  org_id: string;
  review_id: string;
  account_id: string;
  rank: number;
  amount: bigint;
  margin: bigint | null;
  prior_amount: bigint;
  share: number | null;
  cumulative_share: number | null;
  class: string;
  xyz: string;
  variation: number | null;
  growth: number | null;
  growth_reason: string | null;
  rules: string[];
  is_active: boolean;
  months: bigint[];
  tier: string | null;
  counts_as: string;
  is_proposed: boolean;
  proposal: unknown;
}

export interface SessionsTable {
  id: string;
  token_hash: Buffer;
  user_id: string;
  org_id: string | null;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  address: string;
  agent: string;
}

export interface SignInFailuresTable {
  key: string;
  failures: number;
  first_at: Date;
  last_at: Date;
}

export interface StoredFilesTable {
  org_id: string;
  id: string;
  sha256: string;
  name: string;
  size: bigint;
  purpose: string;
  created_by: string | null;
  created_at: Date;
}

export interface UsersTable {
  id: string;
  email: string;
  name: string;
  language: Generated<string>;
  is_operator: Generated<boolean>;
  disabled_at: Date | null;
  created_at: Date;
  version: Generated<number>;
  erased_at: Date | null;
}

export interface DB {
  account_ancestors: AccountAncestorsTable;
  account_contacts: AccountContactsTable;
  account_exclusions: AccountExclusionsTable;
  account_figures: AccountFiguresTable;
  account_parents: AccountParentsTable;
  account_team: AccountTeamTable;
  account_tiers: AccountTiersTable;
  account_views: AccountViewsTable;
  accounts: AccountsTable;
  audit_entries: AuditEntriesTable;
  audit_person_keys: AuditPersonKeysTable;
  colleagues: ColleaguesTable;
  credentials: CredentialsTable;
  exchange_rates: ExchangeRatesTable;
  group_proposals: GroupProposalsTable;
  idempotency_keys: IdempotencyKeysTable;
  import_before: ImportBeforeTable;
  import_files: ImportFilesTable;
  import_rejects: ImportRejectsTable;
  import_shapes: ImportShapesTable;
  imports: ImportsTable;
  installation_secrets: InstallationSecretsTable;
  ledger_account_months: LedgerAccountMonthsTable;
  ledger_allocations: LedgerAllocationsTable;
  ledger_documents: LedgerDocumentsTable;
  ledger_lines: LedgerLinesTable;
  ledger_payments: LedgerPaymentsTable;
  ledger_product_months: LedgerProductMonthsTable;
  ledger_state: LedgerStateTable;
  ledger_targets: LedgerTargetsTable;
  links: LinksTable;
  memberships: MembershipsTable;
  notices: NoticesTable;
  organisation_settings: OrganisationSettingsTable;
  organisations: OrganisationsTable;
  product_prices: ProductPricesTable;
  products: ProductsTable;
  salespeople: SalespeopleTable;
  segmentation_reviews: SegmentationReviewsTable;
  segmentation_standings: SegmentationStandingsTable;
  sessions: SessionsTable;
  sign_in_failures: SignInFailuresTable;
  stored_files: StoredFilesTable;
  users: UsersTable;
}
