export { type KeyAccountsAnswer, keyAccountsAnswer } from './answer.ts';
export { publishReview } from './reviews.ts';
