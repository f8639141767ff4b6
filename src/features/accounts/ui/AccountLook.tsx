import { IconLayoutKanban, IconList } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { useWords } from '../../../ui-kit/words.ts';

/** The accounts as a list, or as a board by the stage of their relationship: the same filter, which stands in the address. */
export function AccountLook({ look }: { look: 'list' | 'board' }) {
  const t = useWords('accounts');
  const navigate = useNavigate();
  return (
    <SegmentedChoice
      label={t('look.label')}
      value={look}
      onChange={(next) =>
        void navigate({ href: `${next === 'board' ? '/accounts/board' : '/accounts'}${window.location.search}` })
      }
      options={[
        { value: 'list', label: <IconList size={15} aria-label={t('look.list')} />, title: t('look.list') },
        { value: 'board', label: <IconLayoutKanban size={15} aria-label={t('look.board')} />, title: t('look.board') },
      ]}
    />
  );
}
