import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { useReader } from '../../../ui-kit/reader.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getNoticeWishes, saveNoticeDefault, saveNoticeWish, sendTestNotice } from '../contract.ts';
import { HoursForm } from './HoursForm.tsx';
import styles from './Notices.module.css';

const DigestPreview = lazy(() => import('./DigestPreview.tsx'));

type Wishes = OutputOf<typeof getNoticeWishes>;
type Kind = Wishes['kinds'][number];
type Wish = Kind['standard'];

/** One kind: whether it shows here, how it comes by mail, and the way back to what holds for everybody. */
function KindRow({ one, all, canMail }: { one: Kind; all: boolean; canMail: boolean }) {
  const t = useWords('notices');
  const own = useAct(saveNoticeWish, { done: t('wishes.saved') });
  const common = useAct(saveNoticeDefault, { done: t('wishes.saved') });
  const wish = all ? one.standard : (one.own ?? one.standard);
  const save = (next: Wish) =>
    all ? common.mutate({ kind: one.kind, wish: next }) : own.mutate({ kind: one.kind, wish: next });
  return (
    <tr>
      <th scope="row">{one.example}</th>
      <td>
        <Checkbox
          aria-label={t('wishes.inAppOf', { kind: one.example })}
          checked={wish.inApp}
          onChange={(event) => save({ ...wish, inApp: event.currentTarget.checked })}
        />
      </td>
      <td>
        <NativeSelect
          aria-label={t('wishes.mailOf', { kind: one.example })}
          value={wish.mail}
          disabled={!canMail}
          onChange={(event) => save({ ...wish, mail: event.currentTarget.value as Wish['mail'] })}
          data={(['once', 'digest', 'off'] as const).map((value) => ({ value, label: t(`wishes.${value}`) }))}
        />
      </td>
      <td>
        {!all && one.own ? (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('wishes.againOf', { kind: one.example })}
            onClick={() => own.mutate({ kind: one.kind, wish: null })}
          >
            {t('wishes.again')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function Matrix({ wishes, all }: { wishes: Wishes; all: boolean }) {
  const t = useWords('notices');
  const { locale } = useReader();
  const rooms = [...new Set(wishes.kinds.map(({ room }) => room))].sort((a, b) =>
    t(`rooms.${a}`).localeCompare(t(`rooms.${b}`), locale),
  );
  return rooms.map((room) => (
    <section key={room}>
      <h2>{t(`rooms.${room}`)}</h2>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('wishes.kind')}</th>
            <th scope="col">{t('wishes.inApp')}</th>
            <th scope="col">{t('wishes.mail')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {wishes.kinds
            .filter((one) => one.room === room)
            .map((one) => (
              <KindRow key={one.kind} one={one} all={all} canMail={wishes.canMail} />
            ))}
        </tbody>
      </table>
    </section>
  ));
}

/** What one hears of and how: kinds and ways, and when mail may come. */
export default function NotificationsTab() {
  const t = useWords('notices');
  const [previewing, setPreviewing] = useState(false);
  const [whose, setWhose] = useState<'mine' | 'defaults'>('mine');
  const wishes = useCall(getNoticeWishes, {});
  const test = useAct(sendTestNotice, { done: t('hours.testSent') });
  if (wishes.isPending) return <LoadingState lines={8} />;
  if (wishes.data === undefined) return <ErrorState error={wishes.error} retry={() => void wishes.refetch()} />;
  const { data } = wishes;
  const all = whose === 'defaults' && data.can.setDefaults;
  return (
    <div className={styles.tab}>
      <p>{t('wishes.lead')}</p>
      {data.canMail ? null : (
        <p role="note" className={styles.noMail}>
          {t('wishes.noMail')}
        </p>
      )}
      {data.can.setDefaults ? (
        <SegmentedChoice
          label={t('wishes.whose')}
          value={whose}
          onChange={setWhose}
          options={[
            { value: 'mine', label: t('wishes.mine') },
            { value: 'defaults', label: t('wishes.defaults') },
          ]}
        />
      ) : null}
      {all ? (
        <p className="dim">{t('wishes.defaultsHint')}</p>
      ) : (
        <HoursForm hours={data.hours} zone={data.organisationZone}>
          <Button variant="default" onClick={() => setPreviewing(true)}>
            {t('hours.preview')}
          </Button>
          <Button variant="default" disabled={!data.canMail} loading={test.isPending} onClick={() => test.mutate({})}>
            {t('hours.test')}
          </Button>
        </HoursForm>
      )}
      <Matrix wishes={data} all={all} />
      <Suspense>{previewing ? <DigestPreview onClose={() => setPreviewing(false)} /> : null}</Suspense>
    </div>
  );
}
