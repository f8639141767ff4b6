import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { signOut } from '../contract.ts';
import styles from './Outside.module.css';
import { Outside } from './Outside.tsx';

/** Where somebody lands who belongs to no organisation (any more). */
export default function NoOrganisation() {
  const t = useWords('people');
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useAct(signOut, {
    touches: [],
    onDone: () => {
      client.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return (
    <Outside title={t('none.title')} lead={t('none.text')}>
      <div className={styles.form}>
        <Button variant="default" onClick={() => leave.mutate({})} loading={leave.isPending}>
          {t('none.leave')}
        </Button>
      </div>
    </Outside>
  );
}
