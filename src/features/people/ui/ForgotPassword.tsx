import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { requestPasswordReset } from '../contract.ts';
import styles from './Outside.module.css';
import { Outside } from './Outside.tsx';

/** Asks for a reset link; says the same whether or not the address is known. */
export default function ForgotPassword() {
  const t = useWords('people');
  const reason = useReason();
  const [email, setEmail] = useState('');
  const act = useAct(requestPasswordReset, { quiet: true, touches: [] });
  return (
    <Outside title={t('forgot.title')} lead={act.isSuccess ? t('forgot.sent', { email }) : t('forgot.lead')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ email: email.trim() });
        }}
      >
        {act.error ? (
          <div role="alert" className={styles.error}>
            {reason(act.error)}
          </div>
        ) : null}
        {act.isSuccess ? null : (
          <>
            <TextInput
              size="sm"
              type="email"
              label={t('field.email')}
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Button type="submit" size="sm" fullWidth loading={act.isPending}>
              {t('forgot.button')}
            </Button>
          </>
        )}
        <p className={styles.aside}>
          <PageLink to="/sign-in">{t('forgot.back')}</PageLink>
        </p>
      </form>
    </Outside>
  );
}
