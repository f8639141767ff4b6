export { makeUnknownProducts, mergePrices, mergeProducts } from './store-merge.ts';
