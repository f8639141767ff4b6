import { useReader } from '../../../ui-kit/reader.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getProduct } from '../contract.ts';
import styles from './Products.module.css';

/** One product with its prices, in a drawer. */
export default function ProductDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords('products');
  const { currency } = useReader();
  const product = useCall(getProduct, { id }, { keep: false });
  const facts = product.data
    ? [
        { label: t('field.code'), value: product.data.code },
        { label: t('field.number'), value: product.data.externalId },
        { label: t('field.group'), value: product.data.groupName },
        { label: t('field.unit'), value: product.data.unit },
        { label: t('field.barcode'), value: product.data.barcode },
      ].filter((fact) => fact.value !== null)
    : [];
  return (
    <SideDrawer opened onClose={onClose} title={product.data?.name ?? '…'}>
      {product.error ? <ErrorState error={product.error} retry={() => void product.refetch()} /> : null}
      {product.isPending ? <LoadingState lines={5} /> : null}
      {product.data ? (
        <dl className={styles.facts}>
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
          {product.data.cost ? (
            <div>
              <dt>{t('field.cost')}</dt>
              <dd>
                <Quantity value={product.data.cost} unit={product.data.currency ?? currency} least={2} digits={4} />
              </dd>
            </div>
          ) : null}
          {product.data.prices.map((price) => (
            <div key={price.type}>
              <dt>{price.type}</dt>
              <dd>
                <Quantity value={price.price} unit={price.currency} digits={4} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </SideDrawer>
  );
}
