//! Reports to the county, the police and the city, and what decides on them: the police's part and the public's.

use domain::Term as _;
use domain::noun::ReportMode;

use super::{DIRECTOR, Writer, many, maybe, one, tick};

impl Writer<'_> {
    pub(super) fn reports(&mut self) {
        if let Some(police) = &self.c.police {
            let typed = vec![
                one("reportedAt", police.reported_at.to_string()),
                one("kind", police.kind.id()),
                one("how", &police.how),
                maybe("case", police.case.clone()),
            ];
            self.put(self.from(police.reported_at), DIRECTOR, "police", typed);
        }
        if let Some(public) = &self.c.public_attention {
            let typed = vec![tick("online", public.online), maybe("views", public.views), tick("media", public.media)];
            self.put(self.c.recorded_at, DIRECTOR, "attention", typed);
        }
        for x in self.records.incident_reports.iter().filter(|x| x.concern_id == self.c.id) {
            let mut typed = vec![
                one("type", x.kind.id()),
                one("sentAt", x.sent_at.to_string()),
                many("to", &x.to),
                one("reporterId", &x.reporter_id),
            ];
            let entry = match (x.mode, &x.fields) {
                (ReportMode::Written, Some(f)) => {
                    typed.extend([
                        maybe("reviewerId", x.reviewer_id.clone()),
                        one("issuerId", &x.issuer_id),
                        one("time", &f.time),
                        one("place", &f.place),
                        one("cause", &f.cause),
                        one("course", &f.course),
                        one("people", &f.people),
                        one("measures", &f.measures),
                        one("harm", &f.harm),
                        one("evidence", &f.evidence),
                        one("police", &f.police),
                        one("publicOpinion", &f.public_opinion),
                    ]);
                    "report_written"
                }
                _ => {
                    typed.push(maybe("content", x.content.clone()));
                    "report_phone"
                }
            };
            self.put(self.from(x.sent_at), &x.reporter_id.clone(), entry, typed);
        }
    }
}
