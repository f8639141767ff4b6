import { each, type Ids, type Input, KEY, NOTHING, type Question, recordsOf, SECRET_EMAIL } from './asking.ts';
import { knowing } from './questions-know.ts';

/**
 * What an outsider asks, by operation: with the ids, names, numbers, tax ids and domains of what is hidden, and without any. An operation that is not
 * here fails the test.
 */
export function questions(ids: Ids): Record<string, Question[]> {
  const { of, hidden, seen, both } = recordsOf(ids);
  const words = [
    'hidden',
    'Globex Hidden',
    'H',
    'HO',
    'DE136695976',
    'globex.example',
    'globx',
    'Secret',
    'Hidden alone',
  ];
  const filters: Input[] = [
    {},
    ...words.map((q) => ({ q })),
    { country: ['FR'] },
    { country: ['AT', 'DE'] },
    { category: ['Secret'] },
    { lead: 'none' },
    { lead: ids.insider },
    { kind: ['group'] },
    { excluded: true },
    { active: true },
    { active: false },
    { tier: ['key'] },
    { class: ['A', 'N'] },
    { completenessBelow: 50 },
    { freshnessBelow: 100 },
    { notMetDays: 30 },
    ...hidden.map(({ id }) => ({ below: id })),
  ];
  const sorts: Input[] = ['name', 'externalId', 'country', 'lead', 'revenue', 'growth', 'share', 'rank'].map(
    (sort) => ({
      sort,
      direction: 'desc',
    }),
  );
  const lists: Input[] = [
    ...filters,
    ...sorts,
    ...['tier', 'class', 'lastDocument', 'openBalance', 'completeness', 'freshness'].map((sort) => ({
      sort,
      direction: 'desc',
      limit: 1,
    })),
    { limit: 1 },
    { columns: ['revenue', 'tier', 'share'] },
    { where: ['secret:is:Secret value'] },
    { where: ['open:has:secret'], fields: ['open'] },
    { fields: ['open', 'secret'] },
    { sort: 'field:open', direction: 'desc', fields: ['open'] },
    { sort: 'field:secret' },
  ];
  const reason = 'because';
  const file = { importId: ids.import, fileId: ids.importFile ?? NOTHING };
  const imports = of('import', 'goneImport');
  const spans: Input[] = [{}, { from: '2019-01-01', to: '2026-12-31' }, { from: '2026-01-01', to: '2026-01-31' }];
  const keyQuestions: Input[] = [
    {},
    ...['revenue', 'margin', 'received', 'ordered'].map((basis) => ({ basis, from: '2024-01-01', to: '2025-12-31' })),
    ...['entity', 'outlet'].map((level) => ({ level, from: '2019-01-01', to: '2026-01-31' })),
    { class: ['A'] },
    { tier: ['key'] },
    { rule: 'tenPercent' },
    { asking: true },
    { limit: 1 },
  ];
  const rate = { currency: 'USD', validFrom: '2024-01-01' };
  const stale = { version: 1 };
  const view = { filter: {}, sort: 'name', direction: 'asc', columns: [] };
  const settings = { name: 'X', baseCurrency: 'EUR', timezone: 'Europe/Berlin', fiscalYearStart: 1, language: 'en' };
  return {
    // people
    getSession: [{}],
    signIn: [
      { email: SECRET_EMAIL, password: 'not the right one' },
      { email: 'unknown@example.com', password: 'not the right one' },
    ],
    saveProfile: [{ language: 'en' }],
    listSessions: [{}],
    revokeSession: [{ id: NOTHING }],
    requestPasswordReset: [{ email: SECRET_EMAIL }],
    getLink: [{ token: 'x'.repeat(43) }],
    useLink: [{ token: 'x'.repeat(43), password: 'a long passphrase indeed' }],
    listMembers: [{}, { withEnded: true }],
    inviteMember: [
      { email: 'somebody.new@example.com', name: 'New', roles: ['kam'], reportsTo: ids.member ?? NOTHING },
      { email: 'somebody.new@example.com', name: 'New', roles: ['kam'] },
    ],
    saveMember: [{ id: ids.member, roles: ['kam'], reportsTo: null, ...stale }],
    endMembership: [{ id: ids.member, ...stale }],
    resumeMembership: [{ id: ids.member, ...stale }],
    erasePerson: [{ id: ids.member, ...stale }],
    makeResetLink: [{ id: ids.member }],
    createOrganisation: [{ slug: 'test', name: 'X', baseCurrency: 'EUR', timezone: 'UTC' }],
    removeSample: [{}],
    // settings
    getSettings: [{}],
    saveSettings: [{ ...settings, version: 99 }],
    getRules: [{}],
    saveRules: [{ rules: {}, version: 99 }],
    resetRules: [{ version: 99 }],
    listCurrencies: [{}],
    listRates: [{}, { currency: 'USD' }, { limit: 1 }],
    saveRate: [{ ...rate, rate: '2', version: 1 }],
    removeRate: [{ ...rate, version: 1 }],
    removeRatesOf: [{ currency: 'USD' }],
    importRates: [{ text: 'currency;date;rate\nUSD;x;1' }],
    // notices
    listNotices: [{}, { unread: true }],
    readNotice: [{ id: ids.notice ?? NOTHING }],
    readNotices: [{ upTo: ids.notice ?? NOTHING }],
    getNoticeWishes: [{}],
    saveNoticeWish: [
      { kind: 'tasks.given', wish: { inApp: true, mail: 'off' } },
      { kind: 'tasks.given', wish: null },
    ],
    saveNoticeDefault: [{ kind: 'tasks.secret', wish: { inApp: true, mail: 'off' } }],
    saveNoticeHours: [
      {
        digest: 'daily',
        digestMinute: 540,
        digestWeekday: 1,
        quietFrom: null,
        quietUntil: null,
        quietWeekends: false,
        timezone: null,
        version: 7,
      },
    ],
    previewDigest: [{}],
    sendTestNotice: [{}],
    unsubscribeFromNotices: [{ token: `${NOTHING}.${ids.notice ?? NOTHING}.x` }],
    // audit
    listAudit: [
      {},
      { userId: ids.insider, limit: 200 },
      { recordId: ids.alone },
      { accountId: ids.alone },
      { text: 'Secret' },
      { recordKind: 'account' },
      { operation: 'exportAccounts' },
    ],
    listAuditWords: [{}],
    exportAudit: [{ format: 'csv' }, { format: 'xlsx' }, { format: 'csv', accountId: ids.alone }],
    // accounts
    listTeam: both,
    assignTeam: each(both, { userId: ids.member ?? NOTHING, duty: 'rep' }),
    endTeam: each(both, { memberId: ids.teamMember ?? NOTHING, version: 1 }),
    saveTeam: each(both, { memberId: ids.teamMember ?? NOTHING, share: 5, version: 1 }),
    previewLead: [...filters, { ids: hidden.map(({ id }) => id) }],
    assignLead: [
      { userId: null, ids: hidden.slice(0, 3).map(({ id }) => id) },
      { userId: null, filter: { q: 'hidden' } },
      { userId: ids.member ?? NOTHING, ids: [ids.alone] },
    ],
    restoreLead: [{ assigned: null, before: [{ userId: ids.insider, accountIds: [ids.alone, ids.hidden] }] }],
    clearExclusion: hidden,
    decideProposals: [{ ids: [ids.proposal ?? NOTHING], decision: 'accept' }],
    undoProposal: of('proposal'),
    getStructure: both,
    listExclusions: [{}, { limit: 1 }],
    listProposals: [{}, { state: 'declined' }],
    listStructureHistory: both,
    makeGroup: [{ name: 'X', accountIds: [ids.alone], reason }],
    proposeGroups: [{}],
    setExclusion: each(hidden, { reason: 'retail' }),
    setParent: [
      ...each(hidden, { version: 1, parentId: null, reason }),
      ...each(seen, { version: 1, parentId: ids.secretGroup ?? NOTHING, reason }),
    ],
    listAccounts: [
      ...lists,
      { whose: 'mine', columns: ['stage'] },
      { whose: 'team', stage: ['none', 'basic'] },
      { secrecy: ['none', ids.strict ?? NOTHING], columns: ['secrecy'] },
    ],
    countAccountStages: [...filters, { whose: 'team', stage: ['none', 'basic'] }],
    exportAccounts: [...lists.filter((input) => !('limit' in input)), { format: 'xlsx' }],
    listAccountChoices: [{}],
    searchAccounts: words.map((q) => ({ q })),
    getAccount: both,
    createAccount: [
      { name: 'X', parentId: ids.secretGroup ?? NOTHING },
      { name: 'Globex Hidden 0', country: 'FR', $headers: { 'idempotency-key': `${KEY}-0` } },
    ],
    saveAccount: [
      ...each(hidden, { version: 1, name: 'X' }, { version: 7 }),
      ...each(seen, { version: 1, fields: { secret: { value: 'X' } } }),
    ],
    previewBulkAccounts: [
      ...filters.map((filter) => ({ ...filter, field: 'open', newValue: 'X' })),
      { ids: hidden.map(({ id }) => id), field: 'open', newValue: 'X' },
      { field: 'secret', newValue: 'X' },
    ],
    bulkAccounts: [
      { ids: hidden.slice(0, 3).map(({ id }) => id), field: 'open', newValue: 'X' },
      { filter: { q: 'hidden' }, field: 'open', newValue: 'X' },
      { filter: {}, field: 'secret', newValue: 'X' },
    ],
    undoBulkAccounts: [
      { field: 'open', before: [{ value: null, records: hidden.slice(0, 3).map(({ id }) => ({ id, version: 1 })) }] },
    ],
    listIdentifiers: both,
    addIdentifier: each(hidden, { kind: 'vat', value: 'DE136695976' }, { kind: 'inn', value: '1' }),
    saveIdentifier: each(both, {
      identifierId: ids.identifier ?? NOTHING,
      version: 1,
      kind: 'vat',
      value: 'DE136695976',
    }),
    removeIdentifier: each(both, { identifierId: ids.identifier ?? NOTHING, version: 1 }),
    listAddresses: both,
    addAddress: each(hidden, { kind: 'postal', city: 'X' }),
    saveAddress: each(both, { addressId: ids.address ?? NOTHING, version: 1, kind: 'postal', city: 'X' }),
    removeAddress: each(both, { addressId: ids.address ?? NOTHING, version: 1 }),
    listAccountViews: [{}],
    addAccountView: [{ name: 'Secret view', isShared: false, ...view }],
    saveAccountView: [{ id: ids.view ?? NOTHING, version: 1, name: 'X', isShared: true, ...view }],
    removeAccountView: [{ id: ids.view ?? NOTHING, version: 1 }],
    // products
    listProducts: [{}, { q: 'SECRET' }, { limit: 1 }],
    listProductGroups: [{}],
    getProduct: of('product'),
    // ledger
    getAccountSales: each(both, ...each([{}, { group: true }], ...spans)),
    getAccountProducts: each(
      both,
      {},
      { group: true, show: 'stopped' },
      { group: true, show: 'new' },
      { group: true, limit: 1 },
    ),
    getAccountBalance: each(both, {}, { group: true }, { asOf: '2025-12-01', group: true }),
    listOpenDocuments: each(both, {}, { group: true, overdue: true }),
    listDocuments: each(both, {}, { group: true }, { q: 'H-' }, { group: true, sort: 'amount', limit: 1 }),
    getDocument: of('document'),
    listPayments: each(both, {}, { group: true }),
    listLooseFacts: [
      { kind: 'withoutLines' },
      { kind: 'withoutDocument' },
      { kind: 'beyondInvoices' },
      { kind: 'awaitingInvoice' },
    ],
    getLedgerState: [{}],
    listAccountImports: each(both, {}, { group: true }),
    // imports
    listImports: [{}, { limit: 1 }, { after: ids.import ?? NOTHING }],
    createImport: [{ name: 'Mine', $headers: { 'idempotency-key': `${KEY}-0` } }],
    getImport: imports,
    discardImport: imports,
    addImportFile: [
      ...each(imports, { name: 'a.csv', $bytes: 'a;b\n1;2\n' }),
      // The same shape as the hidden file: nothing of its remembered mapping shows.
      { id: ids.theirImport, name: 'theirs.csv', $bytes: 'Invoice;Date;Customer no;Net\nR0;2025-01-05;M;1.00\n' },
    ],
    removeImportFile: [...each(imports, { fileId: file.fileId }), { id: ids.theirImport, fileId: file.fileId }],
    redetectImportFile: [
      ...each(imports, { fileId: file.fileId, overrides: {} }),
      { id: ids.theirImport, fileId: file.fileId, overrides: {} },
    ],
    proposeImportMapping: each(imports, { table: 'secret.csv', kind: 'orders' }),
    saveImportMapping: each(imports, { mapping: [], version: 1 }),
    checkImport: imports,
    runImport: imports,
    cancelImport: imports,
    undoImport: imports,
    getUndo: imports,
    listRejects: each(imports, {}, { after: '1' }),
    downloadRejects: imports,
    // segmentation
    getKeyAccounts: keyQuestions,
    exportKeyAccounts: [...keyQuestions.filter((input) => !('limit' in input)), { format: 'xlsx' }],
    getWhatIf: [{ ids: [ids.alone] }, { ids: [ids.secretGroup ?? NOTHING] }],
    runReview: [{}],
    getStanding: both,
    listTierHistory: both,
    listTierProposals: [{}],
    askForTier: each(hidden, { tier: 'key', reasonCode: 'growth', reviewOn: null, current: null }),
    setTier: each(hidden, { tier: 'key', reasonCode: 'growth', reviewOn: null, current: null }),
    acceptTiers: [
      { reviewId: ids.review ?? NOTHING },
      { reviewId: ids.review ?? NOTHING, accounts: [{ id: ids.alone, tier: 'key' }] },
    ],
    ...knowing(ids),
    // What ends one's own session comes last.
    switchOrganisation: [{ organisationId: ids.organisation }],
    changePassword: [{ present: 'not this', password: 'a long passphrase indeed' }],
    revokeOtherSessions: [{}],
    signOut: [{}],
  };
}
