/**
 * Law as data with dates: the working calendar in editions, and rules of which the version in force on the day of the
 * event counts. What the law says of time is pure arithmetic (`workdays.ts`); here it meets the database.
 */
export { calendarOf, calendarYear, forgetCalendar, freshCalendar, importHolidays, newestSerial, recordNotice, type DatedCalendar, type Notice } from './calendar.ts'
export { parseNotice, type NoticeError, type ParsedNotice } from './notice.ts'
export { layer, loosens, unsound, type Local, type ParamRefusal, type Resolved, type RuleParam, type RuleParams, type RuleValue, type Spoken } from './params.ts'
export { remediesOn } from './remedies.ts'
export { checkRule, defineRule, importRules, ownParams, placesWithRule, ruleOn, type RuleDeclaration, type RuleInForce, type RuleLevel } from './rule.ts'
export {
  createCalendar, type Calendar, type CalendarGap, type Deadline, type Edition, type Period, type SpecialDay, type Stop, type Stopped, type Unit,
} from './workdays.ts'
