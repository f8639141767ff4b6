import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';

/** One entry of the navigation at the left. */
export interface MenuEntry {
  /** Also the word: `<room>:menu.<id>`. */
  id: string;
  path: string;
  icon: Icon;
  order: number;
  group: 'work' | 'ledger' | 'company';
  /** Verb without which it is not shown. */
  permission?: string;
  /** Letter of the `g` shortcut: `g` then `k`. */
  key?: string;
  /** Drawn at the end of the entry, once the page stands: how much waits there. */
  badge?: () => Promise<{ default: ComponentType }>;
}

/** One page. `path` in router syntax: `/accounts/$id`. The module's default export is the page. */
export interface Page {
  path: string;
  /** Word key with its room, shown in the title of the window: `accounts:list.title`. */
  title: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Verb without which the page says that it is not open to the reader. */
  permission?: string;
  /** Path of the menu entry that it belongs to, where its own path does not say so. */
  under?: string;
  /** Rooms besides its own whose words it says, in whatever opens on it too. */
  words?: readonly string[];
}

/** An act that the command palette offers: goes to `path`. */
export interface Action {
  id: string;
  /** Word key with its room: `imports:action.new`. */
  title: string;
  path: string;
  icon: Icon;
  permission?: string;
}

/** What `features/<room>/ui/routes.tsx` exports as `routes`. */
export interface RoomRoutes {
  room: string;
  menu: MenuEntry[];
  pages: Page[];
  actions?: Action[];
}
