//! The JSON Schemas of files, generated from their [`shape`](super::shape).

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::shape::{File, Included};

/// The JSON Schema (2020-12) of a debate's file, for editors: completion, descriptions, a first check.
#[must_use]
pub fn schema() -> Value {
    of::<File>("a debate")
}

/// The JSON Schema of a file that a debate includes.
#[must_use]
pub fn schema_of_included() -> Value {
    of::<Included>("an included file")
}

fn of<T: JsonSchema>(noun: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), noun.into());
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
