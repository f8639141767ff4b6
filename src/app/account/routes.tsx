import type { RoomRoutes } from '../../ui-kit/room-routes.ts';

/** The page of one account, composed of many rooms. */
export const routes: RoomRoutes = {
  room: 'account',
  menu: [],
  pages: [
    {
      path: '/accounts/$id',
      title: 'account:title',
      load: () => import('./AccountPage.tsx'),
      permission: 'accounts.read',
      words: ['accounts', 'dossiers', 'fields', 'relationships'],
    },
  ],
};
