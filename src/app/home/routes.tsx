import { IconSun } from '@tabler/icons-react';
import type { RoomRoutes } from '../../ui-kit/room-routes.ts';

/** Today: the first page of everybody. */
export const routes: RoomRoutes = {
  room: 'home',
  menu: [{ id: 'today', path: '/today', icon: IconSun, order: 0, group: 'work', key: 't' }],
  pages: [
    {
      path: '/today',
      title: 'home:menu.today',
      load: () => import('./HomePage.tsx'),
      words: ['tasks'],
    },
  ],
};
