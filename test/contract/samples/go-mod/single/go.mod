module example.org/small
go 1.22
require google.golang.org/genai v1.30.0 // models
require google.golang.org/adk v0.2.0
