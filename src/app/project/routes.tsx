import type { RoomRoutes } from '../../ui-kit/room-routes.ts';

/** The page of one project, with what the room of the tasks says of it. */
export const routes: RoomRoutes = {
  room: 'projects',
  menu: [],
  pages: [
    {
      path: '/projects/$id',
      title: 'projects:page.title',
      load: () => import('./ProjectPage.tsx'),
      permission: 'projects.read',
      words: ['accounts', 'fields', 'files', 'tasks'],
    },
  ],
};
