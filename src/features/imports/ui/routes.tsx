import { IconDatabaseImport } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'imports',
  menu: [
    {
      id: 'list',
      path: '/imports',
      icon: IconDatabaseImport,
      order: 50,
      group: 'ledger',
      key: 'i',
      permission: 'imports.run',
    },
  ],
  pages: [
    {
      path: '/imports',
      title: 'imports:menu.list',
      load: () => import('./ImportList.tsx'),
      permission: 'imports.run',
    },
    {
      path: '/imports/new',
      title: 'imports:menu.list',
      load: () => import('./ImportList.tsx'),
      permission: 'imports.run',
    },
    {
      path: '/imports/$id',
      title: 'imports:page.title',
      load: () => import('./ImportPage.tsx'),
      permission: 'imports.run',
    },
  ],
  actions: [
    {
      id: 'new',
      title: 'imports:action.new',
      path: '/imports',
      icon: IconDatabaseImport,
      permission: 'imports.run',
    },
  ],
};
