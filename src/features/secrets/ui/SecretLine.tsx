import { Button } from '@mantine/core';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { Popup } from '../../../ui-kit/Popup.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccountClass } from '../contract.ts';
import styles from './Secrets.module.css';
import { Why } from './Why.tsx';

/** At the head of the account page: its class, and why one sees it. */
export function SecretLine({ accountId }: { accountId: string }) {
  const t = useWords('secrets');
  const { data } = useCall(getAccountClass, { id: accountId }, { keep: false });
  return (
    <div className={styles.line}>
      {data?.class ? <Badge tone="outline">{data.class.name}</Badge> : null}
      <Popup
        label={t('why.title')}
        width={380}
        opener={(props) => (
          <Button variant="subtle" size="compact-xs" {...props}>
            {t('why.ask')}
          </Button>
        )}
      >
        {() => <Why accountId={accountId} />}
      </Popup>
    </div>
  );
}
