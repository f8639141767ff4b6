export { default as AccountFiles } from './FilesTab.tsx';
export { default as RecordFiles } from './RecordFiles.tsx';
