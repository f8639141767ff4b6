import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'relationships',
  menu: [],
  pages: [
    {
      path: '/settings/relationships',
      title: 'relationships:rules.title',
      load: () => import('./RelationshipRulesPage.tsx'),
      permission: 'contacts.read',
      words: ['contacts'],
    },
  ],
};
