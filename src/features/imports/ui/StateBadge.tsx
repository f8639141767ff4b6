import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClock,
  IconPencil,
  IconProgress,
} from '@tabler/icons-react';
import { Badge, type Tone } from '../../../ui-kit/Badges.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { ImportState } from './types.ts';

const looks: Record<ImportState, [typeof IconCheck, Tone]> = {
  draft: [IconPencil, 'outline'],
  checking: [IconProgress, 'plain'],
  queued: [IconClock, 'plain'],
  running: [IconProgress, 'accent'],
  done: [IconCheck, 'good'],
  failed: [IconAlertTriangle, 'bad'],
  cancelled: [IconBan, 'plain'],
  undone: [IconArrowBackUp, 'warn'],
};

/** How far an import is: a word, a shape and a colour. */
export function StateBadge({ state }: { state: ImportState }) {
  const t = useWords('imports');
  const [Shape, tone] = looks[state];
  return (
    <Badge tone={tone}>
      <Shape size={12} stroke={2} aria-hidden="true" />
      {t(`state.${state}`)}
    </Badge>
  );
}
