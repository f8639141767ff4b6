import { IconCoins, IconScale, IconSettings, IconUserCircle, IconUserPlus } from '@tabler/icons-react';
import type { RoomRoutes } from '../../ui-kit/room-routes.ts';

/** The page of the settings: tabs of the rooms settings, people and audit. */
export const routes: RoomRoutes = {
  room: 'settings',
  menu: [{ id: 'settings', path: '/settings', icon: IconSettings, order: 90, group: 'company', key: 's' }],
  pages: [
    {
      path: '/settings',
      title: 'settings:title',
      load: () => import('./SettingsPage.tsx'),
      words: ['approvals', 'audit', 'dossiers', 'fields', 'notices', 'people', 'portfolios', 'secrets'],
    },
  ],
  actions: [
    { id: 'profile', title: 'people:action.profile', path: '/settings?tab=profile', icon: IconUserCircle },
    {
      id: 'invite',
      title: 'people:action.invite',
      path: '/settings?tab=people&invite=true',
      icon: IconUserPlus,
      permission: 'people.manage',
    },
    {
      id: 'rules',
      title: 'settings:action.rules',
      path: '/settings?tab=rules',
      icon: IconScale,
      permission: 'settings.manage',
    },
    {
      id: 'rates',
      title: 'settings:action.rates',
      path: '/settings?tab=currencies',
      icon: IconCoins,
      permission: 'settings.rates',
    },
  ],
};
