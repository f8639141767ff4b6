import { getContactCoverage, getRelationshipMap, getRelationshipStage } from '../contract.ts';

/** What every act on a map makes stale. */
export const TOUCHED = [getRelationshipMap, getContactCoverage, getRelationshipStage];
