import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { InputOf } from '../../../pure/operation.ts';
import { TierBadge } from '../../../ui-kit/Badges.tsx';
import { ChoiceField, Form, LongTextField, TextField } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useFocusBack } from '../../../ui-kit/use-focus-back.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { askForTier, getStanding, setTier } from '../contract.ts';
import { touchesKey } from '../rules-tiers.ts';
import { useSegmentationWords } from './use-segmentation-words.ts';

interface Props {
  account: { id: string; name: string };
  onClose: () => void;
}

type Wish = InputOf<typeof setTier>;

/** A day a year from today: when a tier set by hand is looked at again unless somebody chooses another. */
function inAYear(): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 1);
  return day.toISOString().slice(0, 10);
}

/** Sets the tier of an account by hand, with a reason and the day on which it is looked at again. */
export default function SetTier({ account, onClose }: Props) {
  const t = useWords('segmentation');
  useFocusBack(true);
  const { tiers, handReasons } = useSegmentationWords();
  const set = useAct(setTier, { quiet: true, done: t('set.done', { name: account.name }), onDone: onClose });
  const ask = useAct(askForTier, {
    quiet: true,
    done: ({ state }) =>
      state === 'open' ? t('ask.done', { name: account.name }) : t('ask.atOnce', { name: account.name }),
    onDone: onClose,
  });
  // Read when the form opens and kept: a save after somebody else's is refused.
  const standing = useCall(getStanding, { id: account.id });
  const [read, setRead] = useState<{ id: string } | null>();
  const [chosen, setTierWord] = useState<string>();
  if (read === undefined && standing.isSuccess && !standing.isFetching) {
    setRead(standing.data.tier);
    setTierWord(chosen ?? standing.data.countsAs ?? undefined);
  }
  const can = standing.data?.can;
  const isAsked = (after: string) =>
    can?.askTier === true && touchesKey(standing.data?.tier?.tier ?? null, after as Wish['tier']);
  const error = set.error ?? ask.error;
  const theirs = error?.code === 'stale' && !standing.isFetching ? (standing.data?.tier ?? null) : null;
  // Seen from now on: saving again replaces it knowingly.
  if (theirs !== null && theirs.id !== read?.id) setRead(theirs);
  const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  // Whoever may not set a tier may only ask that it becomes, or ceases to be, key.
  const open = options(tiers).filter(({ value }) => can?.setTier !== false || isAsked(value));
  const tier = open.some(({ value }) => value === chosen) ? chosen! : (open[0]?.value ?? 'key');
  const asks = isAsked(tier);
  const act = asks ? ask : set;
  const [reasonCode, setReasonCode] = useState('');
  const [reason, setReason] = useState('');
  const [reviewOn, setReviewOn] = useState(inAYear);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('set.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('kit:action.close') }}
    >
      <Form
        button={asks ? t('ask.button') : t('set.button')}
        busy={set.isPending || ask.isPending || read === undefined}
        error={error}
        onCancel={onClose}
        onSubmit={() =>
          act.mutate({
            id: account.id,
            tier: tier as Wish['tier'],
            reasonCode: reasonCode as Wish['reasonCode'],
            reason,
            reviewOn: reviewOn === '' ? null : reviewOn,
            current: read?.id ?? null,
          })
        }
      >
        {asks ? <p className="dim">{t('ask.lead')}</p> : null}
        {theirs === null ? null : (
          <p role="status">
            {t('set.theirs')} <TierBadge tier={theirs.tier} /> {theirs.reason}
          </p>
        )}
        <ChoiceField name="tier" label={t('column.tier')} value={tier} onChange={setTierWord} options={open} />
        <ChoiceField
          name="reasonCode"
          label={t('set.reasonCode')}
          value={reasonCode}
          onChange={setReasonCode}
          options={options(handReasons)}
          none={t('kit:form.choose')}
          required
        />
        <LongTextField
          name="reason"
          label={t('set.reason')}
          value={reason}
          onChange={setReason}
          required={reasonCode === 'other'}
          maxLength={1000}
          rows={2}
        />
        <TextField
          name="reviewOn"
          type="date"
          label={t('set.reviewOn')}
          hint={t('set.reviewHint')}
          value={reviewOn}
          onChange={setReviewOn}
        />
      </Form>
    </Modal>
  );
}
