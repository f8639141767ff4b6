import { each, HIDDEN_CARD, type Ids, type Input, KEY, NOTHING, type Question, recordsOf } from './asking.ts';
import { askingDecisions } from './questions-decisions.ts';
import { aboutDuplicates } from './questions-duplicates.ts';
import { askingFiles } from './questions-files.ts';
import { askingLists } from './questions-lists.ts';
import { askingPortfolios } from './questions-portfolios.ts';
import { askingProjects } from './questions-projects.ts';
import { askingSecrets } from './questions-secrets.ts';

/** What an outsider asks of the rooms that know the account: contacts, timeline, notes, dossiers, tasks. */
export function knowing(ids: Ids): Record<string, Question[]> {
  const { of, hidden, both } = recordsOf(ids);
  const contactFilters: Input[] = [
    {},
    { limit: 1 },
    ...['Hidden Contact', 'hidden.contact', '030 555 1234', 'Bert', 'Mover'].map((q) => ({ q })),
    ...both.map(({ id }) => ({ account: id })),
    { role: ['decisionMaker'] },
    { language: ['fr'] },
    { consent: true },
    { ended: true },
    { ended: false },
    { whose: 'mine' },
    { whose: 'team', unchangedDays: 1 },
    { olderDays: 1, channel: ['email'] },
    { sort: 'changed', direction: 'desc', limit: 1 },
    { sort: 'created' },
    { sort: 'field:secret' },
    { sort: 'field:open', limit: 1 },
  ];
  const people = of('contact', 'looseContact', 'bert', 'mover');
  const noteBody = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'X' }] }] };
  const tasks = of('task', 'privateTask', 'doneTask', 'requestTask');
  const requests = of('request', 'ownRequest', 'doneRequest');
  return {
    // contacts
    ...askingLists(ids),
    listContacts: contactFilters,
    exportContacts: [...contactFilters.filter((input) => !('limit' in input)), { format: 'xlsx' }],
    listAccountContacts: each(both, {}, { group: true }, { group: true, past: true, limit: 1 }, { main: true }),
    getContact: people,
    createContact: [
      ...each(hidden, {}).map(({ id }) => ({ name: 'X', position: { accountId: id } })),
      { name: 'Hidden Contact', $headers: { 'idempotency-key': `${KEY}-contact` } },
    ],
    saveContact: each(people, { version: 1, salutation: 'X' }),
    addPosition: [
      ...each(people, { accountId: ids.mine }),
      ...each(people, { accountId: ids.alone }),
      ...each(people, { accountId: ids.mine, ends: [{ id: ids.position ?? NOTHING, version: 1 }] }),
    ],
    savePosition: each(people, { positionId: ids.position ?? NOTHING, version: 1, title: 'X' }),
    removePosition: each(people, { positionId: ids.position ?? NOTHING, version: 1 }),
    listContactNotes: people,
    addContactNote: each(of('contact', 'looseContact'), { text: 'X' }),
    saveContactNote: each(people, { noteId: ids.contactNote ?? NOTHING, version: 1, text: 'X' }),
    removeContactNote: each(people, { noteId: ids.contactNote ?? NOTHING, version: 1 }),
    previewContactCards: [
      { $bytes: HIDDEN_CARD },
      { accountId: ids.mine, $bytes: HIDDEN_CARD },
      { accountId: ids.alone, $bytes: HIDDEN_CARD },
    ],
    importContactCards: [{ state: 'x', decisions: 'u', $bytes: HIDDEN_CARD }],
    exportContactCards: [
      ...contactFilters.filter((input) => !('limit' in input || 'sort' in input)),
      ...people.map(({ id }) => ({ contactId: id })),
    ],
    exportPersonalData: people,
    previewErasure: each(people, {}, { words: ['Hidden', 'secret'] }),
    eraseContact: each(of('contact', 'looseContact'), { version: 1 }, { version: 1, words: ['Hidden'] }),
    listContactTimeline: [
      ...people,
      ...each(of('contact', 'looseContact'), { q: 'H' }, { around: ids.note ?? NOTHING }),
    ],
    // timeline: on what one sees, too, where notes may be hidden
    listTimeline: [
      ...each(both, {}, { group: true }, { group: true, limit: 1 }, { group: true, kind: ['notes.written'] }),
      ...each(both, ...['secret', 'whisper', 'H'].map((q) => ({ q, group: true }))),
      ...each(
        both,
        { person: ids.insider, group: true },
        { around: ids.keptNote ?? NOTHING },
        { around: ids.note ?? NOTHING },
      ),
    ],
    // notes
    listNotes: each(
      both,
      {},
      { group: true, limit: 1 },
      { group: true, pinned: true },
      { ids: [ids.keptNote ?? NOTHING, ids.note ?? NOTHING], group: true },
    ),
    getNote: of('note', 'keptNote'),
    addNote: each(hidden, { body: noteBody }),
    saveNote: each(of('note', 'keptNote'), { version: 1, body: noteBody }, { version: 7, body: noteBody }),
    pinNote: each(of('note', 'keptNote'), { version: 1, pinned: true }),
    keepNote: each(of('note', 'keptNote'), { version: 1, kept: null }),
    removeNote: each(of('note', 'keptNote'), { version: 1 }),
    restoreNote: each(of('note', 'keptNote', 'goneNote'), { version: 2 }),
    listNoteVersions: of('note', 'keptNote'),
    listNoteColleagues: both,
    ...aboutDuplicates(ids),
    ...askingFiles(ids),
    ...askingPortfolios(ids),
    ...askingSecrets(ids),
    // relationships
    getRelationshipMap: each(both, {}, { group: true }),
    addMapPerson: [
      ...each(hidden, { wanted: 'X' }),
      ...each(
        of('mine'),
        { contactId: ids.contact ?? NOTHING },
        { contactId: ids.bert, reportsTo: ids.card ?? NOTHING },
      ),
    ],
    saveMapPerson: each(both, { personId: ids.card ?? NOTHING, version: 1, support: 'mentor' }),
    removeMapPerson: each(both, { personId: ids.card ?? NOTHING, version: 1 }),
    placeMapPerson: each(both, { personId: ids.card ?? NOTHING, version: 0, x: 1, y: 1 }),
    clearMapPlaces: hidden,
    addMapLine: each(both, { kind: 'influence', from: ids.card ?? NOTHING, to: ids.otherCard ?? NOTHING }),
    saveMapLine: each(both, { lineId: ids.mapLine ?? NOTHING, version: 1, to: ids.card ?? NOTHING }),
    removeMapLine: each(both, { lineId: ids.mapLine ?? NOTHING, version: 1 }),
    saveTie: each(both, {
      personId: ids.card ?? NOTHING,
      userId: ids.insider,
      version: 0,
      level: 'brief',
      wanted: 'brief',
    }),
    removeTie: each(both, { personId: ids.card ?? NOTHING, userId: ids.insider, version: 1 }),
    exportRelationshipMap: each(hidden, { format: 'svg', people: 1 }),
    getContactCoverage: both,
    getRelationshipStage: both,
    setRelationshipStage: each(hidden, { stage: 'basic', reason: 'X', current: null }),
    getRelationshipRules: [{}],
    saveRelationshipRules: [{ version: 99, rules: {} }],
    // dossiers
    getDossier: both,
    saveSection: each(
      hidden,
      { section: 'needs', version: 0, text: 'X', source: 'web' },
      { section: 'needs', version: 7, text: 'X', source: 'web' },
    ),
    listSectionVersions: each(both, { section: 'needs' }, { section: 'working', limit: 1 }),
    saveYear: each(hidden, { year: 2025, version: 0, currency: 'EUR', employees: 5, source: 'web' }),
    removeYear: each(hidden, { year: 2025, version: 1 }),
    listChanges: each(both, {}, { limit: 1 }),
    listReaders: both,
    addChange: each(hidden, { kind: 'other', happenedOn: '2025-01-01', text: 'X', source: 'web', tell: [ids.insider] }),
    saveChange: each(both, {
      ...{ changeId: ids.change ?? NOTHING, version: 1, kind: 'other', happenedOn: '2025-01-01' },
      ...{ text: 'X', source: 'web' },
    }),
    removeChange: each(both, { changeId: ids.change ?? NOTHING, version: 1 }),
    decideChange: each(both, { changeId: ids.change ?? NOTHING, version: 1, plan: 'yes' }),
    getDossierRules: [{}],
    saveDossierRules: [{ version: 99, rules: {} }],
    // fields
    listFields: [{}, { recordKind: 'account' }],
    listFieldDefinitions: [{}],
    addFieldDefinition: [{ recordKind: 'account', key: 'secret', type: 'text', labels: { en: 'X' } }],
    saveFieldDefinition: [{ id: NOTHING, version: 1, labels: { en: 'X' } }],
    archiveFieldDefinition: [{ id: NOTHING, version: 1, archived: true }],
    orderFieldDefinitions: [{ recordKind: 'task', ids: [] }],
    // approvals
    listApprovals: [
      ...['waiting', 'asked', 'running', 'decided'].flatMap((box) => [{ box }, { box, limit: 1, q: 'secret' }]),
      ...both.map(({ id }) => ({ box: 'running', accountId: id })),
      { kind: 'approvals.exception', state: ['open', 'refused'], box: 'decided' },
    ],
    countApprovals: [{}],
    getApproval: requests,
    askForException: [
      ...hidden.map(({ id }) => ({ title: 'X', reason: 'X', accountId: id })),
      { title: 'X', reason: 'X', amount: { amount: '1', currency: 'USD' } },
    ],
    changeException: each(requests, { round: 1, title: 'X' }),
    decideApproval: each(requests, { round: 1, decision: 'approve' }, { round: 7, decision: 'refuse' }),
    withdrawApproval: requests,
    commentApproval: each(requests, { text: 'X' }),
    listProcedures: [{}],
    saveProcedure: [{ kind: 'approvals.exception', version: 9, procedure: {} }],
    tryProcedure: [
      ...hidden.map(({ id }) => ({ kind: 'approvals.exception', requesterId: ids.insider, accountId: id })),
      { kind: 'segmentation.tier', requesterId: ids.member ?? NOTHING },
    ],
    ...askingProjects(ids),
    // tasks
    getTask: tasks,
    createTask: [
      { title: 'X', accountId: ids.alone },
      { title: 'X', projectId: ids.project ?? NOTHING },
      { title: 'X', ownerId: ids.member ?? NOTHING },
      { title: 'X', watcherIds: [NOTHING] },
    ],
    saveTask: each(tasks, { version: 1, title: 'X' }, { version: 9, accountId: ids.alone }),
    actOnTask: each(
      tasks,
      { act: 'done' },
      { act: 'reopen', words: 'X' },
      { act: 'take' },
      { act: 'answer', words: 'X', fileIds: [ids.taskFile ?? NOTHING] },
    ),
    removeTask: each(tasks, { version: 1 }, { version: 9 }),
    tickItem: each(tasks, { itemId: 'a', done: true }),
    ...askingDecisions(ids),
    // search: every kind, every field that could tell that something is there, also what is nearly right or on the other layout
    searchEverything: [
      ...[
        'Hidden',
        'Globex Hidden',
        'Secret value',
        'secret:value',
        'open:secret',
        'H',
        'globx',
        'Hiden Contact',
        'hidden.contact',
        '+49 30 555 1234',
        'Хидден',
        'ршввут',
      ],
      ...[
        'Secret',
        'secret note',
        'whisper',
        '"secret whisper"',
        'Secret task',
        'Secret needs',
        'merger',
        'Gone',
        'Bert',
        'Mover',
      ],
      ...[
        'DE136695976',
        'DE89370400440532013000',
        'DE89 3704 0044 0532 0130 00',
        'RU1',
        'H1',
        'S',
        'Secret -note',
        'Hidden -alone',
      ],
      ...[
        'account:hidden',
        'account:"Globex Hidden"',
        '-account:hidden',
        'account:globex secret',
        'manager:me',
        'manager:insider',
        'manager:none',
      ],
      ...[
        'tier:key',
        'country:fr',
        '-country:de',
        'due:overdue',
        'due:week',
        'owner:insider',
        'owner:me',
        'type:task',
        'type:contact country:fr',
      ],
    ].flatMap((q) => [{ q }, { q, limit: 1 }, { q, kind: 'account' }, { q, kind: 'contact' }]),
    // substitutions: the manager stands in for somebody on one account
    listSubstitutions: [
      {},
      { mine: true },
      { limit: 1 },
      ...['waiting', 'running', 'coming', 'past'].map((time) => ({ time })),
    ],
    getSubstitution: of('cover', 'hiddenCover'),
    createSubstitution: [
      { substituteId: ids.insider, since: '2026-03-01', until: '2026-03-02' },
      ...['alone', 'hidden', 'beyond', 'mine'].map((name) => ({
        ...{ substituteId: ids.insider, since: '2026-04-01', until: '2026-04-02' },
        accountIds: [ids[name] ?? NOTHING],
      })),
      { absentId: ids.insider, substituteId: ids.member ?? NOTHING, since: '2026-05-01', until: '2026-05-02' },
    ],
    saveSubstitution: each(of('cover', 'hiddenCover'), {
      ...{ substituteId: ids.insider, since: '2026-01-05', until: '2026-01-20', version: 9 },
    }),
    decideSubstitution: each(of('cover', 'hiddenCover'), { decision: 'confirm', version: 1 }),
    endSubstitution: each(of('cover', 'hiddenCover'), { version: 9 }),
    getBrief: [...of('cover', 'hiddenCover'), ...each(of('cover'), { limit: 1 })],
    getDigest: [...of('cover', 'hiddenCover'), ...each(of('cover'), { limit: 1 })],
  };
}
