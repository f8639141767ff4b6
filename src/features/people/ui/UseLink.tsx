import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { problemAt } from '../../../ui-kit/call-error.ts';
import { useProblemWords } from '../../../ui-kit/Form.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useReason } from '../../../ui-kit/use-reason.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getLink, useLink } from '../contract.ts';
import styles from './Outside.module.css';
import { Outside } from './Outside.tsx';

/** Joins with an invitation, or sets a password with a reset link, and signs in. */
export default function UseLink() {
  const t = useWords('people');
  const reason = useReason();
  const problemWords = useProblemWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const token = usePathField('token');
  const [name, setName] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const act = useAct(useLink, {
    quiet: true,
    touches: [],
    onDone: () => {
      client.clear();
      void navigate({ to: '/', replace: true });
    },
  });
  // A link that was just used is not asked about once more.
  const link = useCall(getLink, { token }, { when: !act.isSuccess });

  if (link.isPending) {
    return (
      <Outside title={t('link.reading')}>
        <LoadingState lines={4} />
      </Outside>
    );
  }
  if (link.data === undefined) {
    return (
      <Outside title={t('link.over')} lead={t('link.overText')}>
        <p className={styles.form}>
          <PageLink to="/forgot-password">{t('link.again')}</PageLink>
        </p>
      </Outside>
    );
  }
  const { purpose, email, organisation } = link.data;
  const invited = purpose === 'invitation';
  const problem = problemAt(act.error, 'password');
  return (
    <Outside
      title={invited ? t('link.welcome') : t('link.reset')}
      lead={invited && organisation !== null ? t('link.welcomeLead', { organisation, email }) : email}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          act.mutate({ token, password, ...(invited ? { name: (name ?? link.data.name).trim() } : {}) });
        }}
      >
        {act.error && !problem ? (
          <div role="alert" className={styles.error}>
            {reason(act.error)}
          </div>
        ) : null}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        {invited ? (
          <TextInput
            size="sm"
            label={t('field.name')}
            autoComplete="name"
            required
            withAsterisk={false}
            value={name ?? link.data.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        ) : null}
        <PasswordInput
          size="sm"
          label={t(invited ? 'link.password' : 'field.newPassword')}
          description={t('field.passwordRule')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={10}
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problemWords(problem)}
          visibilityToggleButtonProps={{ 'aria-label': t('field.showPassword') }}
        />
        <Button type="submit" size="sm" fullWidth loading={act.isPending}>
          {invited ? t('link.join') : t('link.set')}
        </Button>
      </form>
    </Outside>
  );
}
