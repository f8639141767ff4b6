import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFlask } from '@tabler/icons-react';
import { removeSample } from '../../../features/people/contract.ts';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import type { Session } from '../session.ts';
import styles from './TopBar.module.css';

/** Says above every page that this is the sample company, with the one button that removes it. */
export function Banners({ session }: { session: Session }) {
  const t = useWords('shell');
  const [asked, ask] = useDisclosure();
  const remove = useAct(removeSample, { touches: [], onDone: () => location.assign('/') });
  const { organisation } = session;
  return (
    <>
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
