/**
 * The delivery engine: events for systems that subscribed to them (webhooks). An event is laid ready once for each subscription to its
 * topic at its place or above; sent signed as Standard Webhooks has it, each receiver's in order and no receiver in another's way; what
 * fails comes again later and later, and a receiver that stays out of order is given up. It knows no topic and nothing of what an
 * event says.
 */
export { hook } from './constants.ts'
export { clearDeliveries, deliverEvents, type Delivering } from './deliver.ts'
export { envelope, lay } from './lay.ts'
export { checkUrl, post, type Networks } from './reach.ts'
export {
  deliveriesHere, disableSubscription, enableSubscription, endSubscription, findDelivery, findSubscription, resend, subscribe, subscriptionsUnder, type Delivery, type Subscription,
} from './store.ts'
export { askTrial, sendTrials } from './trial.ts'
