//! The JSON Schema of a file, generated from its [`shape`](super::shape).

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::shape::File;

/// The JSON Schema (2020-12) of a debate's file, for editors: completion, descriptions, a first check.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), "a debate".into());
        // The edge that the types do not draw: an argument says something itself, or through its premises.
        if let Some(argument) = object.get_mut("$defs").and_then(|all| all.get_mut("Argument"))
            && let Some(argument) = argument.as_object_mut()
        {
            argument
                .insert("anyOf".to_owned(), serde_json::json!([{ "required": ["text"] }, { "required": ["because"] }]));
        }
    }
    schema.to_value()
}
