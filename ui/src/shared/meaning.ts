/** The five meanings a state can have; each has a colour and a shape of its own, and always a word. */
export type Meaning = "danger" | "soon" | "done" | "waiting" | "plain";

const CONCERN: Record<string, Meaning> = {
  registered: "waiting",
  verifying: "waiting",
  intervening: "waiting",
  rectifying: "waiting",
  investigating: "waiting",
  handling: "waiting",
  tracking: "waiting",
  pending_determination: "soon",
  under_review: "soon",
  transferred: "plain",
  upgraded: "plain",
  ordinary_dispute: "plain",
  accepted: "done",
  struck_off: "done",
  closed: "done",
};

export function concernMeaning(status: string): Meaning {
  return CONCERN[status] ?? "plain";
}

export function ledgerMeaning(status: string, overdue: boolean): Meaning {
  if (status === "closed") return "done";
  if (overdue) return "danger";
  return status === "awaiting_verify" ? "soon" : "waiting";
}

export function pactMeaning(status: string): Meaning {
  if (status === "effective") return "done";
  return status === "superseded" ? "plain" : "waiting";
}

const OUTBOX: Record<string, Meaning> = {
  queued: "soon",
  uploading: "waiting",
  uploaded: "waiting",
  carried: "waiting",
  receipted: "done",
  returned: "danger",
  quarantined: "danger",
};

export function outboxMeaning(state: string): Meaning {
  return OUTBOX[state] ?? "plain";
}
