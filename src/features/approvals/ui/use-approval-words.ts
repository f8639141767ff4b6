import type { Tone } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { PassedOver, State } from '../contract.ts';

export const stateTones: Record<State, Tone> = {
  open: 'plain',
  approved: 'good',
  refused: 'bad',
  withdrawn: 'outline',
  expired: 'warn',
};

/** The words of states, kinds and steps. */
export function useApprovalWords() {
  const t = useWords('approvals');
  const format = useFormats();
  const states: Record<State, string> = {
    open: t('state.open'),
    approved: t('state.approved'),
    refused: t('state.refused'),
    withdrawn: t('state.withdrawn'),
    expired: t('state.expired'),
  };
  const passed: Record<PassedOver, string> = {
    requester: t('passed.requester'),
    gone: t('passed.gone'),
    hidden: t('passed.hidden'),
    limit: t('passed.limit'),
    before: t('passed.before'),
  };
  const acts: Record<string, string> = {
    filed: t('act.filed'),
    own: t('act.own'),
    approve: t('act.approve'),
    refuse: t('act.refuse'),
    withdraw: t('act.withdraw'),
    changed: t('act.changed'),
    expired: t('act.expired'),
    escalated: t('act.escalated'),
    comment: t('act.comment'),
  };
  /** The name of a kind stands in the words of its room. */
  const kind = (key: string): string => {
    const [room = '', word = ''] = key.split('.');
    return String(t(`${room}:approval.${word}`, { defaultValue: '…' }));
  };
  return { t, format, states, passed, acts, kind };
}
