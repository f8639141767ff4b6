import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'search',
  menu: [],
  pages: [
    {
      path: '/search',
      title: 'search:page.title',
      load: () => import('./SearchPage.tsx'),
      permission: 'search.read',
      words: ['tasks', 'dossiers', 'ledger', 'projects'],
    },
  ],
};
