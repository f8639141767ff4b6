import { Link } from '@mantine/tiptap';
import { Mention } from '@tiptap/extension-mention';
import type { JSONContent } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { type Body, isSafeHref, type Part } from '../rules-body.ts';
import type { Names } from './RichText.tsx';

/** A colleague who can be mentioned; `sees`: may read notes of the account. */
export interface Colleague {
  id: string;
  name: string;
  sees: boolean;
  isTeam: boolean;
  classes: readonly string[];
}

/** Whom the editor offers at the cursor after an `@`. */
export interface Offer {
  items: Colleague[];
  /** Where the cursor is, in the window. */
  left: number;
  top: number;
  pick: (one: Colleague) => void;
}

interface Asks {
  colleagues: () => readonly Colleague[];
  offer: (offer: Offer | null) => void;
  /** A key while colleagues are offered; true: it was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
}

const OFFERED = 8;

interface Suggested {
  items: Colleague[];
  clientRect?: (() => DOMRect | null) | null;
  command: (attrs: { id: string; label: string }) => void;
}

/** What the editor of notes can do: exactly what rules-body.ts lets through. */
export function extensionsOf({ colleagues, offer, onKey }: Asks) {
  const show = ({ items, clientRect, command }: Suggested) => {
    const at = clientRect?.();
    const pick = ({ id, name }: Colleague) => command({ id, label: name });
    offer(at && items.length > 0 ? { items, left: at.left, top: at.bottom + 4, pick } : null);
  };
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      link: false,
      strike: false,
      underline: false,
      horizontalRule: false,
      trailingNode: false,
    }),
    Link.configure({
      openOnClick: false,
      protocols: ['http', 'https', 'mailto'],
      isAllowedUri: (uri) => isSafeHref(uri),
    }),
    Mention.configure({
      suggestion: {
        items: ({ query }) => {
          const part = query.toLowerCase();
          return colleagues()
            .filter(({ name }) => name.toLowerCase().includes(part))
            .slice(0, OFFERED);
        },
        render: () => ({
          onStart: (props) => show(props as unknown as Suggested),
          onUpdate: (props) => show(props as unknown as Suggested),
          onKeyDown: ({ event }) => onKey(event),
          onExit: () => offer(null),
        }),
      },
    }),
  ];
}

/** A body as the editor shows it: mentions with the names of today. */
export function toEditor(body: Body, names: Names): JSONContent {
  const named = (part: Part): JSONContent => {
    const content = part.content?.map(named);
    const attrs =
      part.type === 'mention' ? { id: part.attrs!.id, label: names.get(part.attrs!.id!) ?? '…' } : part.attrs;
    return { ...part, ...(attrs ? { attrs } : {}), ...(content ? { content } : {}) };
  };
  return { type: 'doc', content: body.content.map(named) };
}
