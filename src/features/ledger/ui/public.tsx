export { BalancePanel } from './BalancePanel.tsx';
export { DocumentsPanel } from './DocumentsPanel.tsx';
export { AccountImportsPanel } from './ImportsPanel.tsx';
export { StoppedBuying, TopProducts } from './ProductLines.tsx';
export { ProductsPanel } from './ProductsPanel.tsx';
export { SalesPanel } from './SalesPanel.tsx';
export { SalesTiles } from './SalesTiles.tsx';
