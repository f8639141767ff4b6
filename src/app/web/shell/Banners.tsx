import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsExchange, IconFlask } from '@tabler/icons-react';
import { removeSample } from '../../../features/people/contract.ts';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Session } from '../session.ts';
import styles from './TopBar.module.css';

/** Says above every page for whom its reader acts, and that this is the sample company, with the one button that removes it. */
export function Banners({ session }: { session: Session }) {
  const t = useWords('shell');
  const format = useFormats();
  const [asked, ask] = useDisclosure();
  const remove = useAct(removeSample, { touches: [], onDone: () => location.assign('/') });
  const { organisation } = session;
  return (
    <>
      {session.standsIn.map(({ id, person, until }) => (
        <section key={id} className={`${styles.banner} ${styles.standIn} no-print`} aria-label={t('standIn.label')}>
          <IconArrowsExchange size={16} stroke={1.6} aria-hidden="true" />
          <span>{t('standIn.text', { name: person.name, day: format.day(until) })}</span>
          <PageLink to={`/substitutions/${id}/brief`}>{t('standIn.brief')}</PageLink>
        </section>
      ))}
      {organisation.isSample ? (
        <section className={`${styles.banner} no-print`} aria-label={t('sample.label')}>
          <IconFlask size={16} stroke={1.6} aria-hidden="true" />
          <span>{t('sample.text', { name: organisation.name })}</span>
          {session.isOperator ? (
            <Button variant="default" size="compact-xs" onClick={ask.open}>
              {t('sample.remove')}
            </Button>
          ) : null}
        </section>
      ) : null}
      <Confirm
        opened={asked}
        onClose={ask.close}
        onConfirm={() => remove.mutate({})}
        busy={remove.isPending}
        title={t('sample.remove')}
        text={t('sample.confirm', { name: organisation.name })}
        word={organisation.slug}
        button={t('sample.remove')}
        danger
      />
    </>
  );
}
