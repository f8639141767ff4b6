import { IconArrowsExchange } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'substitutions',
  menu: [
    {
      id: 'list',
      path: '/substitutions',
      icon: IconArrowsExchange,
      order: 8,
      group: 'work',
      permission: 'substitutions.read',
    },
  ],
  pages: [
    {
      path: '/substitutions',
      title: 'substitutions:menu.list',
      load: () => import('./SubstitutionList.tsx'),
      permission: 'substitutions.read',
      words: ['accounts'],
    },
    {
      path: '/substitutions/$id/brief',
      title: 'substitutions:brief.title',
      load: () => import('./BriefPage.tsx'),
      permission: 'accounts.read',
    },
    {
      path: '/substitutions/$id/digest',
      title: 'substitutions:digest.title',
      load: () => import('./DigestPage.tsx'),
      permission: 'accounts.read',
      words: ['audit'],
    },
  ],
};
