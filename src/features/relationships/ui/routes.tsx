import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'relationships',
  menu: [],
  pages: [
    {
      path: '/accounts/board',
      title: 'relationships:board.title',
      load: () => import('./StageBoardPage.tsx'),
      permission: 'contacts.read',
      words: ['accounts', 'contacts', 'fields'],
    },
    {
      path: '/settings/relationships',
      title: 'relationships:rules.title',
      load: () => import('./RelationshipRulesPage.tsx'),
      permission: 'contacts.read',
      words: ['contacts'],
    },
  ],
};
