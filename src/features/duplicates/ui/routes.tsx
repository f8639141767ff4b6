import { IconArrowsJoin2 } from '@tabler/icons-react';
import { lazy } from 'react';
import { showsAfterImport } from '../../../ui-kit/after-import.tsx';
import { checksEntries } from '../../../ui-kit/entry-checks.tsx';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

checksEntries(lazy(() => import('./LikelyRecords.tsx')));
showsAfterImport(lazy(() => import('./ImportDuplicates.tsx')));

export const routes: RoomRoutes = {
  room: 'duplicates',
  menu: [
    {
      id: 'list',
      path: '/duplicates',
      icon: IconArrowsJoin2,
      order: 62,
      group: 'ledger',
      permission: 'duplicates.merge',
    },
  ],
  pages: [
    {
      path: '/duplicates',
      title: 'duplicates:menu.list',
      load: () => import('./DuplicatesPage.tsx'),
      permission: 'duplicates.read',
    },
    {
      path: '/duplicates/merge',
      title: 'duplicates:merge.title',
      load: () => import('./MergePage.tsx'),
      permission: 'duplicates.merge',
    },
    {
      path: '/merges/$id',
      title: 'duplicates:record.title',
      load: () => import('./MergeRecordPage.tsx'),
      permission: 'duplicates.read',
      under: '/duplicates',
    },
  ],
};
