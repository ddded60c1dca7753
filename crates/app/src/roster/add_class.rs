//! Adds a class under its canonical name.

use domain::noun::Class;
use domain::roster::{ClassDraft, school_year_start};
use domain::{ClassName, Term as _};

use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{AddClassRequest, ClassRow};

/// Adds the class. `初一2班` and `七（2）班` become `七年级2班`; the cohort follows from grade and school year.
///
/// # Errors
/// `InvalidFields` for a name that is no class, a class that is there already, or an unknown teacher.
pub fn add_class(app: &App, request: &AddClassRequest) -> Result<ClassRow> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let records = home.ground(app)?;
    let today = app.roots.now().date();
    let start = school_year_start(today);
    let mut fields = Fields::default();
    let name = fields.need("name", "not_a_class", ClassName::parse(&request.name, start));
    let canonical = name.as_ref().map(ClassName::canonical).unwrap_or_default();
    let same = records.classes.iter().find(|c| c.name == canonical);
    if same.is_some_and(|c| c.is_here(today)) {
        fields.fault("name", "class_exists");
    }
    let teacher = request.homeroom_teacher_id.as_deref().filter(|id| !id.is_empty());
    if teacher.is_some_and(|id| !records.staff.iter().any(|s| s.id == id)) {
        fields.fault("homeroomTeacherId", "unknown_person");
    }
    fields.done()?;
    let name = name.unwrap_or(ClassName { grade: 1, class_no: 1 });
    let class = Class {
        homeroom_teacher_id: teacher.map(str::to_owned),
        ..ClassDraft::new(&name, start).taken_up(&records.classes, || app.roots.uuid().to_string())
    };
    home.record(app, "class.add", "class", &class.id, &["name", "homeroom_teacher_id"], |tx| match same {
        Some(_) => store::table::class::update(tx, &class),
        None => store::table::class::insert(tx, &class),
    })?;
    Ok(ClassRow {
        homeroom_teacher: class
            .homeroom_teacher_id
            .as_deref()
            .and_then(|id| records.person_name(id))
            .map(str::to_owned),
        id: class.id,
        name: class.name,
        grade: i32::try_from(class.grade).unwrap_or(0),
        stage: class.stage.label().to_owned(),
        homeroom_teacher_id: class.homeroom_teacher_id,
        pupils: 0,
    })
}
