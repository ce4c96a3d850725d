// Services of the acme project.
module example.org/acme/service

go 1.24.0

toolchain go1.24.3

require (
	github.com/openai/openai-go/v2 v2.7.1 // the client
	github.com/sashabaranov/go-openai v1.41.2
	"github.com/spf13/cobra" v1.10.1
	example.org/acme/library v0.0.0-20240101120000-0123456789ab
)

require (
	github.com/spf13/pflag v1.0.9 // indirect
	golang.org/x/sys v0.36.0 // indirect; pinned
)

replace example.org/acme/library => ../library

replace (
	github.com/spf13/pflag v1.0.9 => github.com/acme/pflag v1.0.10
)

exclude golang.org/x/net v0.23.0

tool golang.org/x/tools/cmd/stringer

retract [v0.1.0, v0.2.0] // broken
