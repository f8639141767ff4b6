// Written by scripts/db-types.mjs from a migrated database. Do not edit.
import type { Generated } from 'kysely';

export interface AccountAddressesTable {
  org_id: string;
  id: string;
  account_id: string;
  kind: string;
  name: Generated<string>;
  country: Generated<string>;
  region: Generated<string>;
  postal_code: Generated<string>;
  city: Generated<string>;
  street: Generated<string>;
  timezone: string | null;
  hours: Generated<unknown>;
  note: Generated<string>;
  version: Generated<number>;
}

export interface AccountAncestorsTable {
  org_id: string;
  account_id: string;
  ancestor_id: string;
  depth: number;
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
  completeness: Generated<number>;
  freshness: number | null;
  stage: string | null;
}

export interface AccountIdentifiersTable {
  org_id: string;
  id: string;
  account_id: string;
  kind: string;
  country: Generated<string>;
  value: string;
  note: Generated<string>;
  version: Generated<number>;
}

export interface AccountKeysTable {
  org_id: string | null;
  account_id: string | null;
  source: string | null;
  external_id: string | null;
  is_merged: boolean | null;
}

export interface AccountLogosTable {
  org_id: string;
  account_id: string;
  file_id: string;
  number: number;
  set_by: string | null;
  set_at: Date;
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

export interface AccountRedirectsTable {
  org_id: string;
  id: string;
  account_id: string;
  source: string;
  external_id: string;
  merge_id: string;
}

export interface AccountSecretsTable {
  org_id: string;
  account_id: string;
  class: string;
  readers: Generated<string[]>;
  set_by: string | null;
  set_at: Date;
  version: Generated<number>;
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
  share: number | null;
  responsible: Generated<string>;
  changed_by: string | null;
  changed_at: Date | null;
  former: Generated<unknown>;
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
  created_at: Date;
  import_id: string | null;
  version: Generated<number>;
  languages: Generated<string[]>;
  found_by: Generated<string>;
}

export interface ApprovalActsTable {
  org_id: string;
  id: string;
  request_id: string;
  at: Date;
  user_id: string | null;
  for_id: string | null;
  round: number;
  step: number;
  act: string;
  words: Generated<string>;
}

export interface ApprovalProceduresTable {
  org_id: string;
  kind: string;
  is_on: boolean;
  steps: unknown;
  limits: unknown;
  currency: string | null;
  own_limit: boolean;
  repeats: boolean;
  remind_days: number | null;
  escalate_days: number | null;
  expire_days: number | null;
  version: Generated<number>;
}

export interface ApprovalRequestsTable {
  org_id: string;
  id: string;
  kind: string;
  title: string;
  reason: Generated<string>;
  account_id: string | null;
  path: string | null;
  payload: Generated<unknown>;
  asked: bigint | null;
  currency: string | null;
  requester_id: string;
  state: string;
  procedure: unknown;
  round: Generated<number>;
  step: Generated<number>;
  step_since: Date;
  reminded_at: Date | null;
  is_escalated: Generated<boolean>;
  is_stuck: Generated<boolean>;
  expires_on: string | null;
  filed_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
}

export interface ApprovalSeatsTable {
  org_id: string;
  request_id: string;
  user_id: string;
  for_id: string;
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

export interface ContactNotesTable {
  org_id: string;
  id: string;
  contact_id: string;
  author_id: string;
  text: string;
  readers: Generated<string[]>;
  changed_at: Date;
  version: Generated<number>;
}

export interface ContactPositionsTable {
  org_id: string;
  id: string;
  contact_id: string;
  account_id: string;
  title: string | null;
  department: string | null;
  role: string | null;
  since: string | null;
  until: string | null;
  is_main: Generated<boolean>;
  version: Generated<number>;
  found_by: Generated<string>;
}

export interface ContactRedirectsTable {
  org_id: string;
  id: string;
  contact_id: string;
  merge_id: string;
}

export interface ContactsTable {
  org_id: string;
  id: string;
  author_id: string | null;
  name: string;
  latin_name: string | null;
  salutation: string | null;
  phones: Generated<unknown>;
  emails: Generated<unknown>;
  messengers: Generated<unknown>;
  languages: Generated<string[]>;
  timezone: string | null;
  birthday: string | null;
  preferred_channel: string | null;
  dos: Generated<string>;
  donts: Generated<string>;
  consent_basis: string | null;
  consent_given_on: string | null;
  consent_withdrawn_on: string | null;
  consent_note: string | null;
  kept: Generated<unknown>;
  name_key: Generated<string>;
  search_text: Generated<string>;
  keys: Generated<string[]>;
  created_at: Date;
  erased_at: Date | null;
  version: Generated<number>;
  found_by: Generated<string>;
  changed_at: Generated<Date>;
}

export interface CredentialsTable {
  user_id: string;
  password_hash: string;
  changed_at: Date;
}

export interface DecisionReadingsTable {
  org_id: string;
  decision_id: string;
  user_id: string;
  read_at: Date;
  number: Generated<number>;
}

export interface DecisionVersionsTable {
  org_id: string;
  decision_id: string;
  number: number;
  title: string;
  text: string;
  in_force_from: string;
  correction: string;
  published_by: string;
  published_at: Date;
}

export interface DecisionsTable {
  org_id: string;
  id: string;
  title: string;
  text: string;
  in_force_from: string;
  everybody: boolean;
  roles: Generated<string[]>;
  user_ids: Generated<string[]>;
  published_by: string;
  published_at: Date;
  number: Generated<number>;
  correction: Generated<string>;
  corrected_by: string | null;
  corrected_at: Date | null;
}

export interface DossierChangesTable {
  org_id: string;
  id: string;
  account_id: string;
  kind: string;
  happened_on: string;
  text: string;
  source: string;
  author_id: string | null;
  added_at: Date;
  told: Generated<string[]>;
  plan: Generated<string>;
  plan_note: Generated<string>;
  plan_by: string | null;
  plan_at: Date | null;
  version: Generated<number>;
  found_by: Generated<string>;
}

export interface DossierSectionsTable {
  org_id: string;
  account_id: string;
  section: string;
  text: string;
  facts: Generated<unknown>;
  source: string;
  source_note: Generated<string>;
  known_as_of: string;
  author_id: string | null;
  saved_at: Date;
  version: Generated<number>;
  found_by: Generated<string>;
  class: Generated<string>;
}

export interface DossierSettingsTable {
  org_id: string;
  rules: unknown;
  version: Generated<number>;
}

export interface DossierVersionsTable {
  org_id: string;
  account_id: string;
  section: string;
  version: number;
  text: string;
  facts: unknown;
  source: string;
  source_note: string;
  known_as_of: string;
  author_id: string | null;
  saved_at: Date;
  class: Generated<string>;
}

export interface DossierYearsTable {
  org_id: string;
  account_id: string;
  year: number;
  currency: string;
  revenue: bigint | null;
  profit: bigint | null;
  employees: number | null;
  source: string;
  known_as_of: string;
  author_id: string | null;
  saved_at: Date;
  version: Generated<number>;
}

export interface DuplicateHintsTable {
  org_id: string;
  id: string;
  user_id: string;
  at: Date;
  kind: string;
  record_id: string;
}

export interface DuplicateKeysTable {
  org_id: string;
  kind: string;
  key: string;
  record_id: string;
}

export interface DuplicateMarksTable {
  org_id: string;
  record_id: string;
  kind: string;
  mark: string;
}

export interface DuplicatePairsTable {
  org_id: string;
  id: string;
  kind: string;
  one_id: string;
  other_id: string;
  score: number;
  reasons: unknown;
  state: string;
  found_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  reason: Generated<string>;
  version: Generated<number>;
  loose_score: Generated<number>;
  shared: Generated<string[]>;
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

export interface FieldValuesTable {
  org_id: string;
  field_id: string;
  record_id: string;
  text: string | null;
  text_key: string | null;
  number: bigint | null;
  day: string | null;
  choice: string | null;
  choices: string[] | null;
  person_id: string | null;
  has_value: Generated<boolean>;
  found_by: Generated<string>;
  import_id: string | null;
  version: Generated<number>;
}

export interface FieldsTable {
  org_id: string;
  id: string;
  record_kind: string;
  key: string;
  type: string;
  labels: unknown;
  helps: Generated<unknown>;
  choices: Generated<unknown>;
  currency: string | null;
  is_required: Generated<boolean>;
  preset: unknown | null;
  readers: string[] | null;
  position: number;
  archived_at: Date | null;
  created_at: Date;
  version: Generated<number>;
  class: string | null;
}

export interface FileExportsTable {
  org_id: string;
  id: string;
  operation: string;
  name: string;
  filter: Generated<unknown>;
  lines: bigint | null;
  bytes: Generated<bigint>;
  is_whole: Generated<boolean>;
  is_private: Generated<boolean>;
  account_id: string | null;
  user_id: string | null;
  on_behalf_of: string | null;
  at: Date;
}

export interface FileReadingsTable {
  org_id: string;
  id: string;
  file_id: string;
  number: number;
  user_id: string | null;
  on_behalf_of: string | null;
  how: string;
  at: Date;
}

export interface FileVersionsTable {
  org_id: string;
  file_id: string;
  number: number;
  stored_id: string;
  name: string;
  kind: string;
  size: bigint;
  added_at: Date;
  added_by: string | null;
}

export interface FilesTable {
  org_id: string;
  id: string;
  account_id: string | null;
  record_kind: Generated<string>;
  record_id: string | null;
  name: string;
  kind: string;
  size: bigint;
  number: Generated<number>;
  author_id: string | null;
  created_at: Date;
  changed_at: Date;
  changed_by: string | null;
  readers: string[] | null;
  team_reads: Generated<boolean>;
  removed_at: Date | null;
  removed_by: string | null;
  removed_with: string | null;
  text_state: Generated<string>;
  text_problem: string | null;
  text: string | null;
  version: Generated<number>;
  found_by: Generated<string>;
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

export interface ListViewsTable {
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
  record_kind: string;
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

export interface MergeRowsTable {
  org_id: string;
  merge_id: string;
  step: number;
  id: string;
  table_name: string;
  act: string;
  row_key: unknown;
  before: unknown;
  after: unknown | null;
}

export interface MergesTable {
  org_id: string;
  id: string;
  kind: string;
  survivor_id: string;
  absorbed_id: string;
  survivor_name: string;
  absorbed_name: string;
  state: string;
  wish: unknown;
  counts: Generated<unknown>;
  reason: Generated<string>;
  problem: string | null;
  progress: Generated<number>;
  is_erased: Generated<boolean>;
  mark: string | null;
  merged_by: string | null;
  merged_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
  undo_reason: Generated<string>;
  version: Generated<number>;
}

export interface NoteVersionsTable {
  org_id: string;
  note_id: string;
  version: number;
  body: unknown;
  saved_at: Date;
  saved_by: string | null;
}

export interface NotesTable {
  org_id: string;
  id: string;
  account_id: string;
  author_id: string | null;
  body: unknown;
  text: string;
  is_pinned: Generated<boolean>;
  readers: string[] | null;
  team_reads: Generated<boolean>;
  created_at: Date;
  changed_at: Date;
  changed_by: string | null;
  removed_at: Date | null;
  removed_by: string | null;
  version: Generated<number>;
  on_behalf_of: string | null;
  found_by: Generated<string>;
}

export interface NoticeDefaultsTable {
  org_id: string;
  kind: string;
  in_app: boolean;
  mail: string;
}

export interface NoticeHoursTable {
  org_id: string;
  user_id: string;
  timezone: string | null;
  digest: string;
  digest_minute: number;
  digest_weekday: number;
  quiet_from: number | null;
  quiet_until: number | null;
  quiet_weekends: boolean;
  version: Generated<number>;
  quiet_absent: Generated<boolean>;
}

export interface NoticeMailsTable {
  org_id: string;
  id: string;
  user_id: string;
  form: string;
  state: string;
  secret_hash: string;
  tries: Generated<number>;
  failure: string | null;
  created_at: Date;
  sent_at: Date | null;
}

export interface NoticeWishesTable {
  org_id: string;
  user_id: string;
  kind: string;
  in_app: boolean;
  mail: string;
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
  in_app: Generated<boolean>;
  mail: string | null;
  mail_id: string | null;
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
  classes: Generated<unknown>;
  logs_days: Generated<number>;
}

export interface OrganisationsTable {
  id: string;
  slug: string;
  name: string;
  is_sample: Generated<boolean>;
  created_at: Date;
}

export interface PortfolioMoveAccountsTable {
  org_id: string;
  move_id: string;
  account_id: string;
  from_id: string | null;
  seat_id: string;
  ended_id: string | null;
  ended_version: number | null;
  ended_since: string | null;
  ended_until: string | null;
}

export interface PortfolioMovesTable {
  org_id: string;
  id: string;
  to_id: string;
  since: string;
  reason: Generated<string>;
  moved_by: string | null;
  moved_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
  version: Generated<number>;
}

export interface PortfolioNormsTable {
  org_id: string;
  norms: unknown;
  version: Generated<number>;
}

export interface PortfolioPeopleTable {
  org_id: string;
  user_id: string;
  languages: Generated<string[]>;
  norm: string | null;
  version: Generated<number>;
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
  found_by: Generated<string>;
}

export interface ProjectContactsTable {
  org_id: string;
  project_id: string;
  contact_id: string;
  role: Generated<string>;
}

export interface ProjectMembersTable {
  org_id: string;
  project_id: string;
  user_id: string;
  role: Generated<string>;
}

export interface ProjectsTable {
  org_id: string;
  id: string;
  account_id: string;
  name: string;
  goal: Generated<string>;
  state: string;
  state_reason: Generated<string>;
  begins_on: string | null;
  due_on: string | null;
  closed_on: string | null;
  currency: string;
  budget_planned: bigint | null;
  budget_used: bigint | null;
  days_planned: string | null;
  days_used: string | null;
  other_planned: Generated<string>;
  other_used: Generated<string>;
  milestones: Generated<unknown>;
  tasks_all: Generated<number>;
  tasks_done: Generated<number>;
  tasks_due_at: Generated<Date>;
  created_at: Date;
  created_by: string | null;
  changed_at: Date;
  late_told_for: string | null;
  removed_at: Date | null;
  removed_by: string | null;
  version: Generated<number>;
  found_by: Generated<string>;
}

export interface RecentOpeningsTable {
  org_id: string;
  user_id: string;
  kind: string;
  record_id: string;
  opened_at: Date;
}

export interface RelationshipLinesTable {
  org_id: string;
  id: string;
  account_id: string;
  kind: string;
  from_id: string;
  to_id: string;
  version: Generated<number>;
}

export interface RelationshipPeopleTable {
  org_id: string;
  id: string;
  account_id: string;
  contact_id: string | null;
  wanted: string | null;
  department: string | null;
  roles: Generated<string[]>;
  influence: string | null;
  support: string | null;
  orientation: string | null;
  coverage: Generated<string>;
  added_at: Date;
  version: Generated<number>;
}

export interface RelationshipPlacesTable {
  org_id: string;
  account_id: string;
  person_id: string;
  x: number;
  y: number;
  version: Generated<number>;
}

export interface RelationshipSettingsTable {
  org_id: string;
  rules: unknown;
  version: Generated<number>;
}

export interface RelationshipStagesTable {
  org_id: string;
  id: string;
  account_id: string;
  stage: string;
  proposed: string | null;
  reason: Generated<string>;
  evidence: unknown;
  set_by: string | null;
  set_at: Date;
}

export interface RelationshipTiesTable {
  org_id: string;
  person_id: string;
  user_id: string;
  account_id: string;
  level: string;
  wanted: string;
  last_met: string | null;
  is_pair: Generated<boolean>;
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

export interface SecretReadingsTable {
  org_id: string;
  id: string;
  record_kind: string;
  record_id: string;
  account_id: string;
  user_id: string;
  hour: Date;
  on_behalf_of: string | null;
  first_at: Date;
  last_at: Date;
  times: Generated<number>;
  readers: string[] | null;
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

export interface SubstitutionAccountsTable {
  org_id: string;
  substitution_id: string;
  account_id: string;
}

export interface SubstitutionsTable {
  org_id: string;
  id: string;
  absent_id: string;
  substitute_id: string;
  since: string;
  until: string;
  order_number: Generated<string>;
  order_date: string | null;
  all_accounts: boolean;
  rights: string[] | null;
  state: string;
  reason: Generated<string>;
  proposed_by: string | null;
  created_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  ended_by: string | null;
  ended_at: Date | null;
  told_begin: Generated<boolean>;
  told_end: Generated<boolean>;
  version: Generated<number>;
}

export interface TaskActsTable {
  org_id: string;
  id: string;
  task_id: string;
  at: Date;
  user_id: string | null;
  act: string;
  words: Generated<string>;
  on_behalf_of: string | null;
  evidence: Generated<unknown>;
}

export interface TaskSelfWatchersTable {
  org_id: string;
  task_id: string;
  user_id: string;
}

export interface TaskWatchersTable {
  org_id: string;
  task_id: string;
  user_id: string;
}

export interface TasksTable {
  org_id: string;
  id: string;
  kind: string;
  state: string;
  title: string;
  text: Generated<string>;
  topic: string | null;
  account_id: string | null;
  is_private: Generated<boolean>;
  priority: Generated<number>;
  giver_id: string;
  owner_id: string | null;
  department: string | null;
  due_on: string | null;
  due_minute: number | null;
  timezone: string | null;
  due_at: Generated<Date>;
  checklist: Generated<unknown>;
  repeat: unknown | null;
  repeat_from: string | null;
  repeat_number: Generated<number>;
  next_id: string | null;
  created_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  escalated_at: Date | null;
  version: Generated<number>;
  found_by: Generated<string>;
  project_id: string | null;
  changed_at: Generated<Date>;
}

export interface TimelineEntriesTable {
  org_id: string;
  id: string;
  account_id: string;
  at: Date;
  kind: string;
  record_id: string | null;
  user_id: string | null;
  on_behalf_of: string | null;
  params: Generated<unknown>;
  text: string | null;
  readers: string[] | null;
  team_reads: Generated<boolean>;
  contact_id: string | null;
}

export interface TrashRecordsTable {
  org_id: string;
  id: string;
  kind: string;
  record_id: string;
  account_id: string | null;
  title: string;
  readers: string[] | null;
  team_reads: Generated<boolean>;
  person_ids: Generated<string[]>;
  removed_at: Date;
  removed_by: string | null;
  parts: Generated<unknown>;
}

export interface TrashSettingsTable {
  org_id: string;
  keep_days: number;
  version: Generated<number>;
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
  account_addresses: AccountAddressesTable;
  account_ancestors: AccountAncestorsTable;
  account_exclusions: AccountExclusionsTable;
  account_figures: AccountFiguresTable;
  account_identifiers: AccountIdentifiersTable;
  account_keys: AccountKeysTable;
  account_logos: AccountLogosTable;
  account_parents: AccountParentsTable;
  account_redirects: AccountRedirectsTable;
  account_secrets: AccountSecretsTable;
  account_team: AccountTeamTable;
  account_tiers: AccountTiersTable;
  accounts: AccountsTable;
  approval_acts: ApprovalActsTable;
  approval_procedures: ApprovalProceduresTable;
  approval_requests: ApprovalRequestsTable;
  approval_seats: ApprovalSeatsTable;
  audit_entries: AuditEntriesTable;
  audit_person_keys: AuditPersonKeysTable;
  colleagues: ColleaguesTable;
  contact_notes: ContactNotesTable;
  contact_positions: ContactPositionsTable;
  contact_redirects: ContactRedirectsTable;
  contacts: ContactsTable;
  credentials: CredentialsTable;
  decision_readings: DecisionReadingsTable;
  decision_versions: DecisionVersionsTable;
  decisions: DecisionsTable;
  dossier_changes: DossierChangesTable;
  dossier_sections: DossierSectionsTable;
  dossier_settings: DossierSettingsTable;
  dossier_versions: DossierVersionsTable;
  dossier_years: DossierYearsTable;
  duplicate_hints: DuplicateHintsTable;
  duplicate_keys: DuplicateKeysTable;
  duplicate_marks: DuplicateMarksTable;
  duplicate_pairs: DuplicatePairsTable;
  exchange_rates: ExchangeRatesTable;
  field_values: FieldValuesTable;
  fields: FieldsTable;
  file_exports: FileExportsTable;
  file_readings: FileReadingsTable;
  file_versions: FileVersionsTable;
  files: FilesTable;
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
  list_views: ListViewsTable;
  memberships: MembershipsTable;
  merge_rows: MergeRowsTable;
  merges: MergesTable;
  note_versions: NoteVersionsTable;
  notes: NotesTable;
  notice_defaults: NoticeDefaultsTable;
  notice_hours: NoticeHoursTable;
  notice_mails: NoticeMailsTable;
  notice_wishes: NoticeWishesTable;
  notices: NoticesTable;
  organisation_settings: OrganisationSettingsTable;
  organisations: OrganisationsTable;
  portfolio_move_accounts: PortfolioMoveAccountsTable;
  portfolio_moves: PortfolioMovesTable;
  portfolio_norms: PortfolioNormsTable;
  portfolio_people: PortfolioPeopleTable;
  product_prices: ProductPricesTable;
  products: ProductsTable;
  project_contacts: ProjectContactsTable;
  project_members: ProjectMembersTable;
  projects: ProjectsTable;
  recent_openings: RecentOpeningsTable;
  relationship_lines: RelationshipLinesTable;
  relationship_people: RelationshipPeopleTable;
  relationship_places: RelationshipPlacesTable;
  relationship_settings: RelationshipSettingsTable;
  relationship_stages: RelationshipStagesTable;
  relationship_ties: RelationshipTiesTable;
  salespeople: SalespeopleTable;
  secret_readings: SecretReadingsTable;
  segmentation_reviews: SegmentationReviewsTable;
  segmentation_standings: SegmentationStandingsTable;
  sessions: SessionsTable;
  sign_in_failures: SignInFailuresTable;
  stored_files: StoredFilesTable;
  substitution_accounts: SubstitutionAccountsTable;
  substitutions: SubstitutionsTable;
  task_acts: TaskActsTable;
  task_self_watchers: TaskSelfWatchersTable;
  task_watchers: TaskWatchersTable;
  tasks: TasksTable;
  timeline_entries: TimelineEntriesTable;
  trash_records: TrashRecordsTable;
  trash_settings: TrashSettingsTable;
  users: UsersTable;
}
