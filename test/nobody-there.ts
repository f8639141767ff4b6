/**
 * Columns that hold text and name nobody at customers, and why. A new column with text goes here, or its room says with `holdsTexts` (kernel/person-texts.ts) that people write
 * in it freely: then the erasure of a person reaches it.
 */
const columns: Readonly<Record<string, string>> = {
  'codes, states, kinds and keys of the program': `
    account_addresses.kind account_addresses.country account_addresses.timezone account_addresses.hours account_exclusions.reason account_figures.kind
    account_figures.country account_figures.category account_figures.class account_figures.xyz account_figures.tier account_figures.basis account_identifiers.kind
    account_identifiers.country account_parents.origin account_team.duty account_tiers.tier account_tiers.origin account_tiers.reason_code 
    list_views.sort list_views.direction list_views.columns list_views.record_kind account_figures.stage
    file_exports.operation organisation_settings.classes secret_readings.record_kind accounts.kind accounts.channel accounts.category accounts.country accounts.currency accounts.languages approval_acts.act
    approval_procedures.kind approval_procedures.steps approval_procedures.limits approval_procedures.currency approval_requests.kind approval_requests.path
    approval_requests.currency approval_requests.state approval_requests.procedure audit_entries.operation audit_entries.word audit_entries.record_kind
    audit_entries.request_id audit_entries.permission decisions.roles dossier_changes.kind dossier_changes.source dossier_changes.plan dossier_sections.section
    dossier_sections.source dossier_settings.rules dossier_versions.section dossier_versions.source dossier_years.currency dossier_years.source duplicate_hints.kind
    duplicate_keys.kind duplicate_marks.kind duplicate_marks.mark duplicate_pairs.kind duplicate_pairs.state exchange_rates.currency exchange_rates.source
    field_values.choice field_values.choices fields.record_kind fields.key fields.type fields.currency fields.readers file_readings.how file_versions.kind
    files.record_kind files.kind files.text_state files.text_problem group_proposals.state idempotency_keys.key idempotency_keys.operation
    idempotency_keys.input_hash idempotency_keys.file_hash import_before.table_name import_before.row_key import_files.overrides import_rejects.table_id
    import_rejects.field import_rejects.code import_shapes.shape import_shapes.mapping imports.state imports.source imports.options imports.mapping imports.phase
    merge_rows.table_name merge_rows.act merge_rows.row_key merges.kind merges.state merges.wish merges.counts notice_defaults.kind notice_defaults.mail
    notice_hours.timezone notice_hours.digest notice_mails.form notice_mails.state notice_mails.secret_hash notice_wishes.kind notice_wishes.mail notices.kind
    notices.path notices.mail organisation_settings.base_currency organisation_settings.timezone organisation_settings.language organisation_settings.rules
    portfolio_norms.norms portfolio_people.languages portfolio_people.norm projects.state projects.currency recent_openings.kind relationship_lines.kind
    relationship_people.roles relationship_people.influence relationship_people.support relationship_people.orientation relationship_people.coverage
    relationship_settings.rules relationship_stages.stage relationship_stages.proposed relationship_ties.level relationship_ties.wanted
    segmentation_reviews.basis segmentation_reviews.level segmentation_reviews.currency segmentation_reviews.fingerprint segmentation_reviews.summary
    segmentation_standings.class segmentation_standings.xyz segmentation_standings.growth_reason segmentation_standings.rules segmentation_standings.tier
    segmentation_standings.counts_as segmentation_standings.proposal stored_files.sha256 stored_files.purpose substitutions.rights substitutions.state task_acts.act
    tasks.kind tasks.state tasks.topic tasks.department tasks.timezone tasks.repeat timeline_entries.kind trash_records.kind users.language memberships.roles
    links.purpose contact_positions.role group_proposals.evidence`,
  'a company: its name, number or place, also where it is called after its owner': `
    account_figures.name account_figures.name_key account_figures.external_id account_identifiers.value account_redirects.source account_redirects.external_id
    account_addresses.region account_addresses.postal_code account_addresses.city accounts.source accounts.external_id accounts.name accounts.legal_name accounts.tax_id
    accounts.region accounts.city accounts.postal_code accounts.web organisations.slug organisations.name`,
  'colleagues, who are erased as such (people)': `
    account_figures.lead_name accounts.manager_name memberships.invited_name memberships.invited_email memberships.former_name users.email users.name
    salespeople.source salespeople.external_id salespeople.name salespeople.email salespeople.phone notice_mails.failure`,
  'goods and documents, which the law has us keep as they are': `
    ledger_documents.source ledger_documents.series ledger_documents.number ledger_documents.kind ledger_documents.currency ledger_lines.line_key
    ledger_lines.description ledger_payments.source ledger_payments.number ledger_payments.awaits ledger_payments.currency ledger_targets.measure ledger_targets.currency
    product_prices.price_type product_prices.currency products.source products.external_id products.code products.name products.group_name products.unit
    products.barcode products.cost_currency`,
  'what administrators define for everybody': 'fields.labels fields.helps fields.choices fields.preset',
  'secrets and traces of signing in': `
    audit_person_keys.key credentials.password_hash installation_secrets.name installation_secrets.value links.token_hash sessions.token_hash sessions.address
    sessions.agent sign_in_failures.key`,
  'the person’s own row, emptied with the erasure': `
    contacts.name contacts.latin_name contacts.salutation contacts.phones contacts.emails contacts.messengers contacts.languages contacts.timezone contacts.birthday
    contacts.preferred_channel contacts.consent_basis contacts.name_key contacts.search_text contacts.keys duplicate_keys.key`,
  'follows the text beside it': 'field_values.text_key',
};

export const nobodyThere = (): string[] => Object.values(columns).flatMap((names) => names.trim().split(/\s+/));
