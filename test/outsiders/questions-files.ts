import { each, type Ids, type Input, NOTHING, type Question, recordsOf } from './asking.ts';

/** The content of a hidden file. */
export const HIDDEN_TEXT = 'A very secret plan of the insider';

/** What an outsider asks of files; also an upload whose content is a hidden file's. */
export function askingFiles(ids: Ids): Record<string, Question[]> {
  const { of, hidden, both } = recordsOf(ids);
  const files = of(
    ...['file', 'keptFile', 'noteFile', 'goneFile'],
    ...['taskFile', 'privateTaskFile', 'projectFile', 'goneProjectFile'],
  );
  const records: Input[] = [
    ...of('task', 'privateTask', 'doneTask').map(({ id }) => ({ recordKind: 'task', recordId: id })),
    ...of('project', 'goneProject').map(({ id }) => ({ recordKind: 'project', recordId: id })),
  ];
  return {
    listFiles: each(
      both,
      {},
      { group: true, limit: 1 },
      { group: true, q: 'secret' },
      { group: true, kind: ['text'] },
      { record: ids.keptNote ?? NOTHING },
    ),
    listRecordFiles: each(records, {}, { limit: 1 }),
    addRecordFile: each(records, { name: 'x.txt', $bytes: HIDDEN_TEXT }, { name: 'x.exe', $bytes: 'X' }),
    getFile: files,
    addFile: [
      ...each(hidden, { name: 'x.txt', $bytes: HIDDEN_TEXT }),
      { id: ids.mine, name: 'x.txt', recordKind: 'note', recordId: ids.keptNote ?? NOTHING, $bytes: 'X' },
      { id: ids.mine, name: 'x.txt', recordKind: 'contact', recordId: ids.contact ?? NOTHING, $bytes: 'X' },
      { id: ids.mine, name: 'x.exe', $bytes: HIDDEN_TEXT },
    ],
    addFileVersion: each(files, { name: 'x.txt', version: 1, $bytes: 'X' }),
    listFileVersions: files,
    downloadFile: each(files, {}, { number: 1 }),
    previewFile: each(files, {}, { number: 1 }),
    renameFile: each(files, { version: 1, name: 'x.txt' }, { version: 7, name: 'x.exe' }),
    keepFile: each(files, { version: 1, kept: null }),
    removeFile: each(files, { version: 1 }, { version: 7 }),
    restoreFile: each(files, { version: 2 }),
    listFileReadings: files,
    getLogo: both,
    showLogo: each(both, {}, { file: ids.file ?? NOTHING, number: 1 }),
    uploadLogo: each(hidden, { name: 'x.png', $bytes: 'X' }),
    setLogo: [
      ...each(hidden, { fileId: null }, { fileId: ids.file ?? NOTHING }),
      ...of('file', 'keptFile', 'goneFile').map(({ id }) => ({ id: ids.mine, fileId: id as string })),
    ],
  };
}
