export { default as AccountFiles } from './FilesTab.tsx';
