export { type KeyAccountsAnswer, keyAccountsAnswer } from './answer.ts';
export { publishReview, queueReviewWhenMoved } from './reviews.ts';
