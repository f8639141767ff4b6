import { lazy } from 'react';

export { AccountImportsPanel } from './ImportsPanel.tsx';
export { StoppedBuying, TopProducts } from './ProductLines.tsx';
export { SalesPanel } from './SalesPanel.tsx';
export { SalesTiles } from './SalesTiles.tsx';

// Each fills a tab of its own: draw them inside a Suspense.
export const ProductsPanel = lazy(async () => ({ default: (await import('./ProductsPanel.tsx')).ProductsPanel }));
export const DocumentsPanel = lazy(async () => ({ default: (await import('./DocumentsPanel.tsx')).DocumentsPanel }));
export const BalancePanel = lazy(async () => ({ default: (await import('./BalancePanel.tsx')).BalancePanel }));
