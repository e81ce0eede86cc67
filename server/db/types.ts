// Generated from the migrated database by «gongzhi schema»; do not edit.

import type { Json } from '../kernel/db/index.ts'

export interface account_account {
  id: string
  login: string
  person: string
  person_county: string
  name: string
  password: string
  totp_sealed: string | null
  totp_last_step: number
  staff: boolean
  demonstration: boolean
  note: string | null
  created_at: string
  initial_until: string | null
  totp_pending: string | null
}

export interface account_errand {
  ticket_hash: Buffer
  state: string
  nonce: string
  verifier: string
  back: string | null
  expires_at: string
}

export interface account_session {
  token_hash: Buffer
  account: string
  second_factor: boolean
  idle: string
  created_at: string
  seen_at: string
  expires_at: string
}

export interface admission_hearing {
  county: string
  id: string
  place: string
  number: string
  kind: string
  title: string
  requester_name: string
  asked: Json
  opened_at: string
  stance: string | null
  score: number | null
  words: string | null
  said_at: string | null
  closed_at: string | null
}

export interface admission_request {
  county: string
  number: string
  place: string
  requester: string
  requester_name: string
  kind: string
  title: string
  urgent: boolean
  asked: Json
  answer: Json | null
  at: string
  weight: Json | null
}

export interface burden_clock {
  actor: string
  at: string
}

export interface burden_entered {
  county: string
  place_then: string
  month: string
  form: string
  organ: string
  place: string
  entered: number
  again: number
  timed: number
  ms: number
}

export interface burden_pace {
  county: string
  place: string
  element: string
  n: number
  ms: number
}

export interface burden_published {
  county: string
  place: string
  month: string
  requester: string
  requester_name: string
  minutes: number
  communities: number
  decision: string
  published_at: string
}

export interface burden_spent {
  county: string
  place_then: string
  month: string
  kind: string
  requester: string
  form: string
  place: string
  requester_name: string
  n: number
  ms: number
}

export interface delivery_delivery {
  county: string
  id: string
  place: string
  subscription: string
  event: string
  topic: string
  subject: string
  body: string
  at: string
  due_at: string
  tries: Json
  attempts: number
  claimed_until: string | null
  done_at: string | null
  given_up_at: string | null
}

export interface delivery_subscription {
  county: string
  id: string
  place: string
  organisation: string
  organisation_name: string
  url: string
  topics: string[]
  secret: string
  made_at: string
  made_by: string
  made_by_person: string
  failures: number
  failing_since: string | null
  retry_at: string | null
  disabled_at: string | null
  disabled_why: string | null
  ended_at: string | null
  ended_reason: string | null
  agreement: string | null
  trial_asked_at: string | null
  trial_taken_at: string | null
  trial: Json | null
}

export interface exchange_batch {
  county: string
  job: string
  seq: number
  place: string
  lines: Json
  outcomes: string
  said: Json
}

export interface exchange_export {
  county: string
  id: string
  place: string
  scope: string
  columns: Json
  format: string
  purpose: string
  state: string
  rows: number
  actor: string
  actor_name: string
  made_at: string
  ended_at: string | null
}

export interface exchange_job {
  county: string
  id: string
  place: string
  kind: string
  state: string
  file: string
  file_name: string
  digest: string
  format: Json
  sheet: string
  header: number
  columns: Json
  purpose: string
  template_name: string | null
  actor: string
  actor_name: string
  office: string
  mandate: string | null
  line: number
  batches: number
  read: number
  written: number
  unchanged: number
  refused: number
  held: number
  forecast: Json | null
  why: string | null
  made_at: string
  started_at: string | null
  ended_at: string | null
  leased_until: string | null
  lease: string | null
}

export interface exchange_template {
  county: string
  id: string
  place: string
  name: string
  kind: string
  columns: Json
  made_by: string
  made_name: string
  used_at: string
}

export interface filedrop_file {
  county: string
  id: string
  place: string
  folder: string
  direction: string
  number: number
  name: string
  digest: string | null
  state: string
  read: number
  written: number
  unchanged: number
  refused: number
  answer_bytes: number
  why: string | null
  attempts: number
  at: string
  done_at: string | null
}

export interface filedrop_folder {
  county: string
  id: string
  place: string
  organisation: string
  organisation_name: string
  key: string
  adapter: string
  direction: string
  format: string
  daily_at: number | null
  most_rows: number
  path: string
  files: number
  claimed_until: string | null
  trouble: string | null
  made_at: string
  made_by: string
  made_by_person: string
  ended_at: string | null
  ended_reason: string | null
}

export interface filedrop_line {
  county: string
  id: string
  place: string
  folder: string
  subject: string
  mark: string
  event: string
  at: string
  file: string | null
  sealed: string | null
  refused: string | null
}

export interface gate_admission {
  county: string
  number: string
  place: string
  places: string[]
  reach: string
  kind: string
  requester: string | null
  requester_name: string
  subject: string | null
  title: string
  basis: string
  valid_from: string
  valid_to: string | null
  minutes: number
  staff: number
  fee_fen: number
  statistical: boolean
  form_number: string | null
  form_approval: string | null
  form_valid_to: string | null
  agreed_on: string | null
  emergency: boolean
  version: number
  admitted_at: string
  ended_on: string | null
  ended_why: string | null
  period: string | null
  content: string | null
  asks: Json | null
}

export interface gate_answered {
  county: string
  day: string
  sender: string
  kind: string
  title: string
  ground: string
  n: number
}

export interface gate_demand {
  county: string
  id: string
  place: string
  admission: string
  sending: string
  kind: string
  requester: string
  requester_name: string
  title: string
  body: string | null
  due_on: string | null
  sent_at: string
  refused_at: string | null
  refused_ground: string | null
  turn: string | null
}

export interface gate_list {
  county: string
  place: string
  list: string
  version: number
  title: string
  source: string
  verified: boolean
  valid_from: string
  entries: Json
}

export interface gate_sighting {
  county: string
  id: string
  place: string
  kind: string
  title: string
  requester: string | null
  requester_name: string
  seen_on: string
  note: string | null
  admission: string | null
  breach: string | null
  refused: boolean
  at: string
}

export interface gate_turned_away {
  county: string
  place: string
  day: string
  requester: string
  requester_name: string
  kind: string
  subject: string
  operation: string
  n: number
  last_at: string
}

export interface integration_key {
  county: string
  id: string
  place: string
  organisation: string
  organisation_county: string
  organisation_name: string
  name: string
  office: string
  verbs: string[]
  hash: Buffer
  hint: string
  valid_until: string
  per_minute: number
  basis: string
  made_at: string
  made_by: string
  used_at: string | null
  revoked_at: string | null
  revoked_reason: string | null
}

export interface item_draft {
  county: string
  id: string
  place: string
  name: string
  body: Json
  revision: number
  base_version: number
  updated_at: string
  updated_by: string
  what: string
  makers: string[]
  proposed_at: string | null
  proposed_by: string | null
  returned_why: string | null
  returned_by: string | null
}

export interface item_standard {
  county: string
  id: string
  place: string
  item: string
  which: string
  numbers: Json
  basis: string
  valid_from: string
  back_dated: string | null
  proposed_at: string
  proposed_by: string
  proposed_name: string
  state: string
  decided_at: string | null
  decided_name: string | null
  reason: string | null
}

export interface item_version {
  id: string
  version: number
  place: string
  body: Json
  digest: string
  published_at: string
  published_by: string
  retired_at: string | null
  retired_why: string | null
  what: string
}

export interface kernel_counter {
  county: string
  place: string
  kind: string
  state: string
  n: number
}

export interface kernel_deployment {
  key: string
  value: Json
}

export interface kernel_epoch {
  one: boolean
  n: number
}

export interface kernel_file {
  county: string
  id: string
  place: string
  person: string | null
  actor: string
  name: string
  type: string
  size: number
  digest: string
  at: string
  kept_at: string | null
}

export interface kernel_idempotency {
  actor: string
  key: string
  operation: string
  digest: string
  response: string
  at: string
}

export interface kernel_number {
  county: string
  day: string
  next: number
}

export interface kernel_outbox {
  county: string
  id: string
  place: string
  actor: string | null
  tx: string
  topic: string
  payload: Json
  at: string
  due_at: string
  attempts: number
  last_error: string | null
  done_at: string | null
}

export interface kernel_throttle {
  key: string
  until: string
  n: number
}

export interface law_calendar_day {
  year: number
  edition: number
  date: string
  kind: string
  name: string
}

export interface law_calendar_edition {
  year: number
  edition: number
  notice: string
  published_on: string | null
  recorded_at: string
  serial: number
}

export interface law_rule {
  id: string
  version: number
  place: string
  title: string
  level: string
  valid_from: string
  valid_to: string | null
  source: string
  verified: boolean
  params: Json
  recorded_at: string
  partial: boolean
}

export interface ledger_entry {
  county: string
  id: string
  place: string
  place_then: string
  at: string
  tx: string
  actor: string | null
  actor_name: string
  office: string
  chair: string
  mandate: string | null
  person: string | null
  verb: string
  operation: string
  subject: string | null
  suite: string
  salt: Buffer
  digest: Buffer
  deed: string | null
  person_name: string | null
  copy_of: string | null
}

export interface licence_deposited {
  county: string
  id: string
  place: string
  person: string
  kind: string
  title: string
  number: string
  organisation: string
  organ: string
  issued_on: string
  valid_until: string | null
  revoked: boolean
  as_of: string
  deposited_by: string
}

export interface licence_licence {
  county: string
  number: string
  place: string
  person: string
  kind: string
  title: string
  holder: string
  holder_masked: string
  identity_masked: string | null
  lines: Json
  organ: string
  office: string
  matter: string
  issued_at: string
  issued_on: string
  valid_until: string | null
  code: string
  revoked_at: string | null
  revoked_reason: string | null
  revoked_note: string | null
}

export interface licence_use {
  county: string
  id: string
  place: string
  person: string
  matter: string
  matter_title: string
  material: string
  kind: string
  title: string
  number: string | null
  organ: string
  valid_until: string | null
  at: string
  actor: string
  actor_name: string
  office: string
  actor_place: string
}

export interface matter_matter {
  county: string
  number: string
  place: string
  person: string
  person_name: string
  title: string
  bundle: string | null
  opened_at: string
  received_at_place: string | null
}

export interface message_message {
  county: string
  id: string
  place: string
  person: string
  title: string
  body: string
  matter: string | null
  at: string
  read_at: string | null
}

export interface message_preference {
  person: string
  sms: boolean
  email_sealed: string | null
  email_masked: string | null
  changed_at: string
}

export interface message_sending {
  county: string
  id: string
  place: string
  person: string
  message: string
  channel: string
  recipient: string
  body: string
  at: string
  state: string
  attempts: number
  due_at: string
  claimed_until: string | null
  last_error: string | null
  settled_at: string | null
  matter: string | null
  brief: string
  joined: string | null
  joined_in: string | null
}

export interface process_action {
  county: string
  number: string
  seq: number
  place: string
  person: string | null
  action: string
  state: string
  at: string
  actor: string | null
  actor_name: string
  office: string
  actor_place: string
  note: string | null
  data: Json
}

export interface process_case {
  county: string
  number: string
  place: string
  process: string
  version: number
  topic: string
  rule: string
  matter: string | null
  title: string
  person: string | null
  person_name: string
  state: string
  seq: number
  awaits: string | null
  due_at: string | null
  opened_at: string
  closed_at: string | null
  received_at_place: string | null
  single: boolean
  data: Json
}

export interface process_clock {
  county: string
  number: string
  name: string
  place: string
  person: string | null
  unit: string
  days: number
  basis: string
  started_at: string
  due_at: string
  provisional: boolean
  serial: number
  fires: string | null
  stops: Json
  stopped_at: string | null
  met_at: string | null
  fired_at: string | null
  attempts: number
  last_error: string | null
  next_try: string | null
}

export interface process_definition {
  id: string
  version: number
  body: Json
  digest: string
  published_at: string
}

export interface process_involvement {
  county: string
  place: string
  number: string
  role: string
  topic: string
  title: string
  person_name: string
  state: string
  opened_at: string
  updated_at: string
}

export interface process_paper {
  county: string
  id: string
  number: string
  place: string
  person: string | null
  kind: string
  file: string
  name: string
  added_at: string
  added_by: string
}

export interface queue_board {
  county: string
  window_then: string
  day: string
  place: string
  booked: number
  drawn: number
  in_row: number
}

export interface queue_slot {
  county: string
  id: string
  place: string
  day: string
  starts_at: string
  capacity: number
  booked: number
}

export interface queue_ticket {
  county: string
  id: string
  place: string
  day: string
  person: string | null
  person_name: string | null
  slot: string | null
  starts_at: string | null
  number: string
  state: string
  made_at: string
  called_at: string | null
  counter: string | null
  clerk: string | null
}

export interface rating_ballot {
  county: string
  id: string
  place: string
  person: string
  person_name: string
  attendance: string
  channel: string
  item: string | null
  item_name: string | null
  worker: string
  worker_name: string
  token_hash: Buffer
  made_at: string
  expires_at: string
}

export interface rating_rating {
  county: string
  id: string
  place: string
  person: string
  person_name: string
  channel: string
  number: string | null
  attendance: string | null
  item: string | null
  item_name: string | null
  window_then: string | null
  worker: string | null
  worker_name: string | null
  grade: number
  bad: boolean
  words: string | null
  at: string
  follow_up: string | null
  follow_seq: number
  follow_state: string | null
  follow_note: string | null
  appealed_at: string | null
  appeal_reason: string | null
  lodged_at: string | null
  voided_at: string | null
  ref: string
}

export interface rating_tally {
  county: string
  kind: string
  subject: string
  channel: string
  grade: number
  label: string
  n: number
}

export interface registry_assertion {
  county: string
  subject: string
  element: string
  id: string
  place: string
  value: Json
  source: string
  organ: string
  collector: string | null
  collector_name: string | null
  purpose: string
  matter: string | null
  asserted_at: string
  fresh_until: string | null
  ended_at: string | null
  confirmed_at: string | null
}

export interface registry_change {
  county: string
  id: string
  place: string
  person: string
  element: string
  value: Json
  source: string
  organ: string
  purpose: string
  matter: string | null
  held: string
  proposed_by: string
  proposed_name: string
  proposed_at: string
  state: string
  reason: string | null
  decided_by: string | null
  decided_name: string | null
  decided_at: string | null
}

export interface registry_departed {
  county: string
  id: string
  place: string
  name: string
  pinyin: string
  initials: string
  sex: string
  birth_date: string
  identity_kind: string
  identity_sealed: string
  identity_masked: string
  phone_masked: string | null
  address: string | null
  resides: string
  living: string | null
  revision: number
  registered_at: string
  here_since: string | null
  left_at: string
  sort_key: string
}

export interface registry_dwelling {
  county: string
  id: string
  place: string
  address: string
  kind: string
}

export interface registry_element {
  id: string
  name: string
  meaning: string
  object: string
  type: string
  code_list: string | null
  owner: string
  shelf_days: number | null
  sensitivity: string
  declared: Json
  scope: string | null
  basis: string | null
  choices: Json | null
  registered_at: string | null
  registered_by: string | null
  granted_under: string | null
}

export interface registry_element_alias {
  scope: string
  organ: string
  key: string
  name: string
  element: string
  named_at: string
  named_by: string
}

export interface registry_former_name {
  county: string
  id: string
  place: string
  organisation: string
  name: string
  until: string
  basis: string
}

export interface registry_household {
  county: string
  id: string
  place: string
  number: string
  kind: string
  head: string
  dwelling: string | null
  formed_on: string
  ended_on: string | null
}

export interface registry_identity {
  hash: string
  person: string
  county: string
}

export interface registry_life {
  county: string
  id: string
  place: string
  kind: string
  ask: Json
  houses: string[]
  people: string[]
  who: string
  reason: string
  asker: string
  asker_name: string
  asker_office: string
  asked_at: string
  seen: string
  state: string
  decider: string | null
  decider_name: string | null
  answer: string | null
  decided_at: string | null
  shown: Json | null
  twin: string | null
  journal: Json | null
  undone_name: string | null
  undone_why: string | null
  undone_at: string | null
  called_from: string | null
}

export interface registry_look {
  county: string
  id: string
  place: string
  person: string
  actor: string | null
  actor_name: string
  office: string
  actor_place: string
  operation: string
  purpose: string
  confidential: boolean
  at: string
}

export interface registry_member {
  county: string
  household: string
  person: string
  place: string
  relation: string
  since: string
  until: string | null
}

export interface registry_membership {
  county: string
  id: string
  place: string
  post: string
  person: string
  person_name: string
  since: string
  until: string | null
  basis: string | null
  ended_basis: string | null
}

export interface registry_organisation {
  county: string
  id: string
  place: string
  name: string
  kind: string
  credit_code: string | null
  founded_on: string | null
  dissolved_on: string | null
  phone: string | null
  dissolved_basis: string | null
}

export interface registry_person {
  county: string
  id: string
  place: string
  name: string
  pinyin: string
  initials: string
  sex: string
  birth_date: string
  identity_kind: string
  identity_sealed: string
  identity_masked: string
  phone_masked: string | null
  address: string | null
  resides: string
  living: string | null
  revision: number
  registered_at: string
  here_since: string | null
  sort_key: string
}

export interface registry_post {
  county: string
  id: string
  place: string
  organisation: string
  title: string
  seats: number
}

export interface registry_unlike {
  county: string
  id: string
  place: string
  person: string
  other: string
  finding: string
  reason: string
  found_by: string
  found_name: string
  found_at: string
  undone_name: string | null
  undone_why: string | null
  undone_at: string | null
}

export interface report_alias {
  id: string
  place: string
  stands_for: string
  why: string
  at: string
  by: string
}

export interface report_definition {
  id: string
  version: number
  place: string
  body: Json
  digest: string
  layout: Buffer | null
  published_at: string
  published_by: string
  retired_at: string | null
  retired_why: string | null
}

export interface report_draft {
  county: string
  id: string
  place: string
  name: string
  body: Json
  revision: number
  updated_at: string
  updated_by: string
}

export interface report_layout {
  county: string
  place: string
  office: string
  report: string
  content: Buffer
  kept_at: string
  kept_by: string
}

export interface report_reading {
  county: string
  id: string
  place: string
  report: string
  body: string
  body_name: string
  purpose: string
  basis: string
  columns: string[]
  until: string
  state: string
  named: number
  opened_at: string
  opened_by: string
  opened_by_name: string
  settled_at: string | null
  settled_by_name: string | null
  settled_note: string | null
}

export interface report_sending {
  county: string
  place: string
  report: string
  admission: string
  starts_on: string
  ends_on: string | null
  sent_at: string
  sent_by: string
}

export interface report_step {
  county: string
  report: string
  period: string
  place_then: string
  seq: number
  place: string
  kind: string
  version: number
  as_of: string | null
  n: number | null
  rows: Json | null
  digest: string | null
  late: boolean
  note: string | null
  actor: string
  actor_name: string
  office: string
  at: string
}

export interface resource_clash {
  county: string
  id: string
  place: string
  older: string
  newer: string
  answerer: string
  found_at: string
  answer: string | null
  answered_at: string | null
}

export interface resource_need {
  county: string
  id: string
  place: string
  purpose: string
  object: string
  object_key: string
  title: string
  why: string
  wanted_by: string | null
  stated_at: string
  met_at: string | null
  met_how: string | null
}

export interface resource_sent {
  county: string
  id: string
  place: string
  owner: string
  owner_name: string
  form: string
  purpose: string
  object: string
  object_key: string
  title: string
  amount_fen: number
  quantity: number
  unit: string
  period_from: string
  period_to: string
  declared_at: string
  withdrawn_at: string | null
  withdrawn_why: string | null
}

export interface territory_attendance {
  county: string
  id: string
  place: string
  clerk: string
  mandate: string
  person: string
  person_name: string
  manner: string
  note: string | null
  opened_at: string
  expires_at: string
  closed_at: string | null
  agent_name: string | null
  agent_identity: string | null
  agent_masked: string | null
  agent_relation: string | null
  agent_by: string | null
}

export interface territory_mandate {
  county: string
  id: string
  person: string
  person_name: string
  office: string
  place: string
  valid_from: string
  valid_to: string | null
  basis: string
  granted_by: string | null
  granted_at: string
  revoked_at: string | null
  revoked_reason: string | null
}

export interface territory_place {
  id: string
  code: string
  name: string
  display: string
  level: string
  kind: string
  parent: string | null
  pinyin: string
  initials: string
  statistical: boolean
  demonstration: boolean
  valid_from: string
  valid_to: string | null
}

export interface territory_succession {
  id: string
  kind: string
  effective: string
  basis: string
  before: string[]
  after: string[]
  moved: number
  recorded_at: string
}
