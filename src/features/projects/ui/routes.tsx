import { IconTargetArrow } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'projects',
  menu: [
    {
      id: 'list',
      path: '/projects',
      icon: IconTargetArrow,
      order: 5.5,
      group: 'work',
      key: 'j',
      permission: 'projects.read',
    },
  ],
  pages: [
    {
      path: '/projects',
      title: 'projects:menu.list',
      load: () => import('./ProjectList.tsx'),
      permission: 'projects.read',
      words: ['accounts'],
    },
  ],
};
