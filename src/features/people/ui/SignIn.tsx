import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CallError } from '../../../ui-kit/call-error.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { signIn } from '../contract.ts';
import styles from './Outside.module.css';
import { Outside } from './Outside.tsx';

/** Only ways back inside of this application. */
const inside = (back: unknown) => (typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/');

/** Sign-in by e-mail and password; leads back to where one wanted to go. */
export default function SignIn() {
  const t = useWords('people');
  const reason = useReason();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { back } = useSearch({ strict: false }) as { back?: string };
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct(signIn, {
    quiet: true,
    touches: [],
    onDone: () => {
      client.clear();
      void navigate({ href: inside(back), replace: true });
    },
  });
  const wrong = act.error instanceof CallError && act.error.status === 401;
  return (
    <Outside title={t('signIn.title')} lead={t('signIn.lead')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ email: email.trim(), password });
        }}
      >
        {act.error ? (
          <div role="alert" className={styles.error}>
            {wrong ? t('signIn.wrong') : reason(act.error)}
          </div>
        ) : null}
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
        <PasswordInput
          size="sm"
          label={t('field.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
        />
        <Button type="submit" size="sm" fullWidth loading={act.isPending}>
          {t('signIn.button')}
        </Button>
        <p className={styles.aside}>
          <PageLink to="/forgot-password">{t('signIn.forgot')}</PageLink>
        </p>
      </form>
    </Outside>
  );
}
