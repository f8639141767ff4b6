import { IconBuilding, IconPlus, IconSitemap } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'accounts',
  menu: [
    {
      id: 'list',
      path: '/accounts',
      icon: IconBuilding,
      order: 20,
      group: 'work',
      key: 'a',
      permission: 'accounts.read',
    },
    {
      id: 'groups',
      path: '/accounts/groups',
      icon: IconSitemap,
      order: 60,
      group: 'ledger',
      permission: 'accounts.structure',
    },
  ],
  pages: [
    {
      path: '/accounts',
      title: 'accounts:menu.list',
      load: () => import('./AccountList.tsx'),
      permission: 'accounts.read',
      words: ['fields', 'views'],
    },
    {
      path: '/accounts/groups',
      title: 'accounts:menu.groups',
      load: () => import('./GroupsPage.tsx'),
      permission: 'accounts.structure',
    },
    {
      path: '/accounts/new',
      title: 'accounts:new.title',
      load: () => import('./NewAccount.tsx'),
      permission: 'accounts.edit',
      words: ['fields'],
    },
  ],
  actions: [
    { id: 'new', title: 'accounts:new.title', path: '/accounts/new', icon: IconPlus, permission: 'accounts.edit' },
    {
      id: 'groups',
      title: 'accounts:menu.groups',
      path: '/accounts/groups',
      icon: IconSitemap,
      permission: 'accounts.structure',
    },
  ],
};
