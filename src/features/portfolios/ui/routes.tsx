import { IconColumns3 } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'portfolios',
  menu: [
    { id: 'board', path: '/portfolio', icon: IconColumns3, order: 4.5, group: 'work', permission: 'portfolios.read' },
  ],
  pages: [
    {
      path: '/portfolio',
      title: 'portfolios:menu.board',
      load: () => import('./PortfolioPage.tsx'),
      permission: 'portfolios.read',
    },
    {
      path: '/portfolio/moves/$id/brief',
      title: 'portfolios:brief.title',
      load: () => import('./MoveBriefPage.tsx'),
      permission: 'portfolios.read',
      words: ['substitutions'],
    },
  ],
};
