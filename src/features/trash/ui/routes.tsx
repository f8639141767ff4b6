import { IconTrash } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'trash',
  menu: [{ id: 'list', path: '/trash', icon: IconTrash, order: 80, group: 'company', permission: 'trash.read' }],
  pages: [
    {
      path: '/trash',
      title: 'trash:menu.list',
      load: () => import('./TrashPage.tsx'),
      permission: 'trash.read',
    },
  ],
};
