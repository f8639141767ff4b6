import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { MenuLine, Popup } from '../../../ui-kit/Popup.tsx';
import { STATES, type State } from '../contract.ts';
import type { Movable } from './use-move.tsx';
import { useProjectWords } from './use-project-words.ts';

interface Props {
  project: Movable;
  move: (project: Movable, to: State) => void;
  busy: boolean;
  /** Words on the button; left out: three dots. */
  label?: string;
}

/** The other states that a project can be brought into. */
export function MoveMenu({ project, move, busy, label }: Props) {
  const { t, states } = useProjectWords();
  const title = t('move.menu', { name: project.name });
  return (
    <Popup
      label={title}
      kind="menu"
      align="end"
      opener={(props) => (
        <Button
          variant={label ? 'default' : 'subtle'}
          size={label ? undefined : 'compact-xs'}
          disabled={busy}
          aria-label={label ? undefined : title}
          {...props}
        >
          {label ?? <IconDots size={15} />}
        </Button>
      )}
    >
      {(close) =>
        STATES.filter((state) => state !== project.state).map((state) => (
          <MenuLine
            key={state}
            onClick={() => {
              close();
              move(project, state);
            }}
          >
            {states[state]}
          </MenuLine>
        ))
      }
    </Popup>
  );
}
