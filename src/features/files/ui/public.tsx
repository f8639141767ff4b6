import { lazy } from 'react';

export { default as AccountFiles } from './FilesTab.tsx';
export const RecordFiles = lazy(() => import('./RecordFiles.tsx'));
